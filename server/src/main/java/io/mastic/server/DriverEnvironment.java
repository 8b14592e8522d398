package io.mastic.server;

import io.mastic.server.jobs.RunSupervisor.Launch;
import java.net.URI;
import java.util.Map;

/** What a driver learns from its environment: where the server is, which run it is, and how it shows that. */
final class DriverEnvironment {
    private DriverEnvironment() {}

    static Map<String, String> of(Launch launch, URI endpoint) {
        return Map.of(
                "MASTIC_ENDPOINT", endpoint.toString(),
                "MASTIC_RUN_ID", launch.runId(),
                "MASTIC_RUN_TOKEN", launch.token(),
                "MASTIC_RUN_EPOCH", Long.toString(launch.epoch()),
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_REGION", launch.region(),
                "AWS_DEFAULT_REGION", launch.region(),
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint + "/-/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN", launch.token());
    }
}
