package io.mastic.server;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What the control plane is started with.
 *
 * @param data the data folder
 * @param bind the address to listen on
 * @param port 0 for any free port
 * @param driverMemoryMebibytes what the drivers of running jobs may take together; 0 for a share of the machine's
 * @param home the distribution: jars of the runtime, Python environment, driver class-data archive
 */
public record ServerConfig(
        Path data, String bind, int port, String region, String accountId, int driverMemoryMebibytes, Path home) {
    public ServerConfig {
        data = data.toAbsolutePath();
        Objects.requireNonNull(bind);
        Objects.requireNonNull(region);
        Objects.requireNonNull(accountId);
        home = home.toAbsolutePath();
    }
}
