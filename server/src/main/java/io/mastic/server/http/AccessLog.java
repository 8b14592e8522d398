package io.mastic.server.http;

import io.mastic.protocol.Caller;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line and one measurement a request. Neither holds headers, query strings or bodies: they carry secrets. */
public final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    private final Counter requests;
    private final Histogram seconds;

    public AccessLog(PrometheusRegistry metrics) {
        this.requests = Counter.builder()
                .name("mastic_requests_total")
                .help("Requests answered, by operation and HTTP status")
                .labelNames("operation", "status")
                .register(metrics);
        this.seconds = Histogram.builder()
                .name("mastic_request_seconds")
                .help("Time from a request's head to its last byte")
                .labelNames("operation")
                .register(metrics);
    }

    void answered(
            String requestId,
            String operation,
            Optional<Caller> caller,
            int status,
            Optional<String> error,
            long nanos) {
        requests.labelValues(operation, Integer.toString(status)).inc();
        seconds.labelValues(operation).observe(nanos / 1e9);
        LOG.info(
                "request={} operation={} caller={} status={} error={} micros={}",
                requestId,
                operation,
                caller.map(Caller::arn).orElse("-"),
                status,
                error.orElse("-"),
                nanos / 1_000);
    }
}
