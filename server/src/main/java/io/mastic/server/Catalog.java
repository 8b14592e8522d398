package io.mastic.server;

import io.mastic.protocol.OperationTable;
import io.mastic.server.catalog.CatalogConfig;
import io.mastic.server.catalog.ColumnStatisticsOperations;
import io.mastic.server.catalog.DatabaseOperations;
import io.mastic.server.catalog.Databases;
import io.mastic.server.catalog.FunctionOperations;
import io.mastic.server.catalog.Functions;
import io.mastic.server.catalog.Indexes;
import io.mastic.server.catalog.PartitionIndexOperations;
import io.mastic.server.catalog.PartitionOperations;
import io.mastic.server.catalog.Partitions;
import io.mastic.server.catalog.SearchOperations;
import io.mastic.server.catalog.Searches;
import io.mastic.server.catalog.Statistics;
import io.mastic.server.catalog.TableOperations;
import io.mastic.server.catalog.TableRemovals;
import io.mastic.server.catalog.Tables;
import io.mastic.server.classifiers.ClassifierOperations;
import io.mastic.server.classifiers.Classifiers;
import io.mastic.server.connections.ConnectionOperations;
import io.mastic.server.connections.ConnectionTest;
import io.mastic.server.connections.Connections;
import io.mastic.server.identity.Secrets;
import io.mastic.server.security.EncryptionSettings;
import io.mastic.server.security.SecurityConfigurations;
import io.mastic.server.security.SecurityOperations;
import io.mastic.server.tags.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What jobs find in the catalog: databases, tables, partitions, connections, and how they are encrypted. */
final class Catalog {
    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(10);

    final TableRemovals removals;
    final Databases databases;
    final Connections connections;
    final SecurityConfigurations securityConfigurations;

    private final Jdbi jdbi;
    private final CatalogConfig config;
    private final Tags tags;
    private final Clock clock;
    final Tables tables;
    private final Partitions partitions;

    Catalog(Jdbi jdbi, CatalogConfig config, Secrets secrets, Tags tags, Clock clock) {
        this.jdbi = jdbi;
        this.config = config;
        this.tags = tags;
        this.clock = clock;
        this.removals = new TableRemovals(jdbi);
        this.databases = new Databases(jdbi, config, removals, clock);
        this.tables = new Tables(jdbi, config, removals, clock);
        this.partitions = new Partitions(jdbi, tables, config, clock);
        this.connections = new Connections(jdbi, secrets, tags, config.connections());
        this.securityConfigurations = new SecurityConfigurations(jdbi, config.securityConfigurations());
    }

    List<OperationTable> operationTables() {
        var settings = new EncryptionSettings(jdbi);
        return List.of(
                new DatabaseOperations(databases, tags).table(),
                new TableOperations(tables).table(),
                new PartitionOperations(partitions).table(),
                new PartitionIndexOperations(new Indexes(jdbi, tables)).table(),
                new ColumnStatisticsOperations(new Statistics(jdbi, tables, partitions)).table(),
                new FunctionOperations(new Functions(jdbi, databases, config, clock)).table(),
                new SearchOperations(new Searches(jdbi)).table(),
                new ConnectionOperations(
                                connections, new ConnectionTest(CONNECTION_PATIENCE), settings::encryptsPasswords)
                        .table(),
                new ClassifierOperations(new Classifiers(jdbi)).table(),
                new SecurityOperations(securityConfigurations, settings).table());
    }
}
