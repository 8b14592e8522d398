package io.mastic.server;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What the control plane is started with.
 *
 * @param data the data folder
 * @param bind the address to listen on
 * @param port 0 for any free port
 * @param home the distribution: jars of the runtime, Python environment, driver class-data archive
 */
public record ServerConfig(Path data, String bind, int port, String region, String accountId, Path home) {
    public static final int DEFAULT_PORT = 4747;
    public static final String DEFAULT_REGION = "us-east-1";
    public static final String DEFAULT_ACCOUNT = "111122223333";

    public ServerConfig {
        data = data.toAbsolutePath();
        Objects.requireNonNull(bind);
        Objects.requireNonNull(region);
        Objects.requireNonNull(accountId);
        home = home.toAbsolutePath();
    }
}
