package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.Database;
import io.mastic.server.store.TestingDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** A catalog with something in each of its tables is deleted from the top: no row is left in any. */
class NothingLeftTest {
    /** Settings, which AWS has no operation to delete, and what has run, which is history as runs of jobs are. */
    private static final Set<String> STAY =
            Set.of("glue_encryption_settings", "glue_workflow_run", "glue_workflow_action");

    @TempDir
    Path folder;

    @Test
    void deletesTakeAllThatBelongsToAThing() {
        try (var plane = TestingControlPlane.builder().data(folder).start();
                var glue = plane.client(GlueClient.builder())) {
            fill(glue);
        }
        assertThat(rows())
                .as("every table has something")
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
        try (var plane = TestingControlPlane.builder().data(folder).start();
                var glue = plane.client(GlueClient.builder())) {
            empty(glue);
        }
        var left = rows();
        left.keySet().removeAll(STAY);
        assertThat(left).allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    }

    private Map<String, Long> rows() {
        try (var database = DataFolder.database(folder, TestingDatabase.of(folder))) {
            return rows(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> rows(Database database) {
        return database.jdbi().withHandle(handle -> {
            var counts = new TreeMap<String, Long>();
            var names = handle.createQuery(
                            """
                            select lower(table_name) from information_schema.tables
                            where lower(table_schema) = 'public' and (lower(table_name) like 'glue!_%' escape '!'
                                or lower(table_name) = 'tag' or lower(table_name) = 'job')
                            """)
                    .mapTo(String.class)
                    .list();
            for (var name : names) {
                counts.put(
                        name,
                        handle.createQuery("select count(*) from " + name)
                                .mapTo(Long.class)
                                .one());
            }
            return counts;
        });
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private static void fill(GlueClient glue) {
        var descriptor = StorageDescriptor.builder()
                .columns(column("id", "bigint"))
                .location("s3://b/t/")
                .build();
        glue.createDatabase(r -> r.databaseInput(d -> d.name("d")).tags(Map.of("a", "b")));
        glue.createTable(r -> r.databaseName("d")
                .tableInput(t -> t.name("t").storageDescriptor(descriptor).partitionKeys(column("day", "date")))
                .partitionIndexes(i -> i.indexName("i").keys("day")));
        glue.updateTable(r -> r.databaseName("d").tableInput(t -> t.name("t")
                .description("new")
                .storageDescriptor(descriptor)
                .partitionKeys(column("day", "date"))));
        glue.createPartition(r -> r.databaseName("d").tableName("t").partitionInput(p -> p.values("2026-01-01")
                .storageDescriptor(descriptor)));
        var statistics = ColumnStatistics.builder()
                .columnName("id")
                .columnType("bigint")
                .analyzedTime(Instant.EPOCH)
                .statisticsData(d -> d.type("LONG")
                        .longColumnStatisticsData(l -> l.numberOfNulls(0L).numberOfDistinctValues(1L)))
                .build();
        glue.updateColumnStatisticsForTable(
                r -> r.databaseName("d").tableName("t").columnStatisticsList(statistics));
        glue.updateColumnStatisticsForPartition(r ->
                r.databaseName("d").tableName("t").partitionValues("2026-01-01").columnStatisticsList(statistics));
        glue.createUserDefinedFunction(r -> r.databaseName("d").functionInput(f -> f.functionName("f")));
        glue.createConnection(r -> r.connectionInput(
                        c -> c.name("c").connectionType("NETWORK").connectionPropertiesWithStrings(Map.of()))
                .tags(Map.of("a", "b")));
        glue.createSecurityConfiguration(r -> r.name("s").encryptionConfiguration(e -> {}));
        glue.putDataCatalogEncryptionSettings(r -> r.dataCatalogEncryptionSettings(s -> {}));
        glue.putResourcePolicy(
                r -> r.policyInJson(
                        """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "glue:*", "Resource": "*",
                  "Principal": {"AWS": "444455556666"}}]}
                """));
        glue.createClassifier(r -> r.jsonClassifier(j -> j.name("j").jsonPath("$")));
        glue.createJob(r -> r.name("job")
                .role("MasticGlueRole")
                .command(c -> c.name("glueetl").scriptLocation("s3://b/s.py"))
                .tags(Map.of("a", "b")));
        glue.createWorkflow(r -> r.name("w"));
        glue.createTrigger(
                r -> r.name("start").workflowName("w").type("ON_DEMAND").actions(a -> a.jobName("job")));
        glue.startWorkflowRun(r -> r.name("w"));
    }

    private static void empty(GlueClient glue) {
        glue.deleteDatabase(r -> r.name("d"));
        glue.deleteDatabase(r -> r.name("default"));
        glue.deleteConnection(r -> r.connectionName("c"));
        glue.deleteSecurityConfiguration(r -> r.name("s"));
        glue.deleteResourcePolicy(r -> {});
        glue.deleteClassifier(r -> r.name("j"));
        glue.deleteWorkflow(r -> r.name("w"));
        glue.deleteJob(r -> r.jobName("job"));
    }
}
