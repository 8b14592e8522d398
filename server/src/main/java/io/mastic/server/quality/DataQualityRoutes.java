package io.mastic.server.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.quality.EvaluationReport;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.http.RunRoute;
import io.mastic.server.http.RunRoute.Response;
import io.mastic.server.http.RunTokens.RunClaim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/** Where a driver publishes what an evaluation of data quality gave: {@code POST data-quality}. */
public final class DataQualityRoutes {
    /** What AWS asks of the role of a job that publishes. */
    private static final String ACTION = "glue:PublishDataQuality";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DataQualityResults results;
    private final Function<RunClaim, String> jobs;
    private final RunAuthority authority;

    /** Decides what a run's role may do. */
    @FunctionalInterface
    public interface RunAuthority {
        /** @throws io.mastic.protocol.ServiceException if the role may not */
        void require(RunClaim claim, String action, String resource);
    }

    /** @param jobs the name of a run's job */
    public DataQualityRoutes(DataQualityResults results, Function<RunClaim, String> jobs, RunAuthority authority) {
        this.results = results;
        this.jobs = jobs;
        this.authority = authority;
    }

    public Map<String, RunRoute> routes() {
        return Map.of("POST data-quality", this::publish);
    }

    private Response publish(RunClaim claim, String tail, byte[] body) {
        authority.require(claim, ACTION, DataQualityOperations.arn(claim.region(), claim.accountId()));
        try {
            results.publish(claim, jobs.apply(claim), MAPPER.readValue(body, EvaluationReport.class));
            return Response.noContent();
        } catch (JsonProcessingException e) {
            throw CatalogErrors.invalid("The body is no report of an evaluation: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
