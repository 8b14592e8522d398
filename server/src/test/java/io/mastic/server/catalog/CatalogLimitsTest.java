package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.TestingControlPlane;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.ResourceNumberLimitExceededException;

class CatalogLimitsTest {
    private static TestingControlPlane plane;
    private static GlueClient glue;

    /** The database {@code default} is one of the three. */
    @BeforeAll
    static void start() {
        plane = TestingControlPlane.builder()
                .catalog(new CatalogConfig(3, 2, 1, 2, 1, 1, 1))
                .start();
        glue = plane.client(GlueClient.builder());
        glue.createDatabase(r -> r.databaseInput(d -> d.name("full")));
        table("a");
        table("b");
    }

    @AfterAll
    static void close() {
        glue.close();
        plane.close();
    }

    private static void table(String name) {
        glue.createTable(r -> r.databaseName("full")
                .tableInput(t -> t.name(name).partitionKeys(CatalogFixture.column("day", "string"))));
    }

    private static void assertFull(ThrowingCallable call, int limit) {
        assertThatThrownBy(call)
                .isInstanceOf(ResourceNumberLimitExceededException.class)
                .hasMessageContaining("limited to " + limit);
    }

    @Test
    void databasesAndTablesAreLimitedUntilSomeAreDeleted() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("third")));
        assertFull(() -> glue.createDatabase(r -> r.databaseInput(d -> d.name("fourth"))), 3);
        glue.deleteDatabase(r -> r.name("third"));
        glue.createDatabase(r -> r.databaseInput(d -> d.name("fourth")));
        assertFull(() -> table("c"), 2);
    }

    @Test
    void partitionsAndVersionsAreLimitedByTable() {
        var answer = glue.batchCreatePartition(r -> r.databaseName("full")
                .tableName("a")
                .partitionInputList(List.of(
                        PartitionInput.builder().values("1").build(),
                        PartitionInput.builder().values("2").build(),
                        PartitionInput.builder().values("3").build())));
        assertThat(answer.errors())
                .extracting(e -> e.partitionValues() + " " + e.errorDetail().errorCode())
                .containsExactly("[3] ResourceNumberLimitExceededException");
        glue.createPartition(r -> r.databaseName("full").tableName("b").partitionInput(p -> p.values("1")));

        glue.updateTable(r -> r.databaseName("full").tableInput(t -> t.name("b").description("1")));
        assertFull(
                () -> glue.updateTable(
                        r -> r.databaseName("full").tableInput(t -> t.name("b").description("2"))),
                1);
        glue.updateTable(r -> r.databaseName("full").skipArchive(true).tableInput(t -> t.name("b")
                .description("3")));
    }

    @Test
    void functionsConnectionsAndSecurityConfigurationsAreLimited() {
        glue.createUserDefinedFunction(r -> r.databaseName("full").functionInput(f -> f.functionName("f")));
        assertFull(
                () -> glue.createUserDefinedFunction(
                        r -> r.databaseName("full").functionInput(f -> f.functionName("g"))),
                1);
        connection("c");
        assertFull(() -> connection("d"), 1);
        glue.createSecurityConfiguration(r -> r.name("s").encryptionConfiguration(e -> {}));
        assertFull(() -> glue.createSecurityConfiguration(r -> r.name("t").encryptionConfiguration(e -> {})), 1);
    }

    private static void connection(String name) {
        glue.createConnection(r -> r.connectionInput(
                c -> c.name(name).connectionType("NETWORK").connectionPropertiesWithStrings(Map.of())));
    }

    @Test
    void aFullOwnerIsFoundWithFewCounts() {
        var quota = new Quota("things of an owner", 1_000_000);
        var counts = new AtomicInteger();
        int things = 0;
        while (things < 1_000_000) {
            long existing = things;
            quota.take("owner", () -> {
                counts.incrementAndGet();
                return existing;
            });
            things++;
        }
        assertThatThrownBy(() -> quota.take("owner", () -> 1_000_000)).isInstanceOf(ServiceException.class);
        assertThat(counts).hasValueLessThan(25);
    }
}
