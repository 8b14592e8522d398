package io.mastic.server.http;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** Whether the server can answer, and its measurements: unsigned, and free of names and secrets. */
public final class Health {
    private static final PrometheusTextFormatWriter WRITER =
            PrometheusTextFormatWriter.builder().build();

    private final BooleanSupplier storeAnswers;
    private final PrometheusRegistry metrics;

    /** @param storeAnswers whether the database can be read now */
    public Health(BooleanSupplier storeAnswers, PrometheusRegistry metrics) {
        this.storeAnswers = storeAnswers;
        this.metrics = metrics;
    }

    void answer(HttpServletResponse response) throws IOException {
        var answers = storeAnswers.getAsBoolean();
        var body = answers ? "{\"status\":\"ok\"}" : "{\"status\":\"database unavailable\"}";
        Exchanges.answer(response, answers ? 200 : 503, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    void metrics(HttpServletResponse response) throws IOException {
        var text = new ByteArrayOutputStream();
        WRITER.write(text, metrics.scrape());
        Exchanges.answer(response, 200, WRITER.getContentType(), text.toByteArray());
    }
}
