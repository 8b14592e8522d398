package io.mastic.server;

import io.mastic.server.catalog.CatalogConfig;
import io.mastic.server.jobs.DriverConfig;
import io.mastic.server.store.DatabaseConfig;
import io.mastic.server.triggers.TriggerConfig;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What the control plane is started with.
 *
 * @param data the data folder
 * @param bind the address to listen on
 * @param port 0 for any free port
 * @param drivers what the drivers of running jobs may take
 * @param catalog how many things a catalog may hold
 * @param triggers limits of triggers and workflows
 * @param home the distribution: jars of the runtime, Python environment, driver class-data archive
 */
public record ServerConfig(
        Path data,
        String bind,
        int port,
        String region,
        String accountId,
        DatabaseConfig database,
        DriverConfig drivers,
        CatalogConfig catalog,
        TriggerConfig triggers,
        Path home) {
    public ServerConfig {
        data = data.toAbsolutePath();
        Objects.requireNonNull(bind);
        Objects.requireNonNull(region);
        Objects.requireNonNull(accountId);
        Objects.requireNonNull(database);
        Objects.requireNonNull(drivers);
        Objects.requireNonNull(catalog);
        Objects.requireNonNull(triggers);
        home = home.toAbsolutePath();
    }
}
