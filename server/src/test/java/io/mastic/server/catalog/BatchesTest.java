package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;

class BatchesTest {
    private static CatalogFixture fixture;
    private static GlueClient glue;

    @BeforeAll
    static void start() {
        fixture = new CatalogFixture();
        glue = fixture.glue;
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static BatchUpdatePartitionRequestEntry entry(List<String> old, String... values) {
        return BatchUpdatePartitionRequestEntry.builder()
                .partitionValueList(old)
                .partitionInput(p -> p.values(values)
                        .storageDescriptor(CatalogFixture.descriptor())
                        .parameters(Map.of("updated", "yes")))
                .build();
    }

    private static Partition partition(String table, String... values) {
        return glue.getPartition(r -> r.databaseName("sales").tableName(table).partitionValues(values))
                .partition();
    }

    @Test
    void eachPartitionIsUpdatedOrRefusedByItself() {
        fixture.table("updates");
        fixture.partition("updates", "2026-01-01", "1");
        fixture.partition("updates", "2026-01-01", "2");
        var created = partition("updates", "2026-01-01", "1").creationTime();
        var errors = glue.batchUpdatePartition(r -> r.databaseName("sales")
                        .tableName("updates")
                        .entries(
                                entry(List.of("2026-01-01", "1"), "2026-01-01", "1"),
                                entry(List.of("2030-01-01", "1"), "2030-01-01", "1"),
                                entry(List.of("2026-01-01", "1"), "2026-01-01", "2"),
                                entry(List.of("2026-01-01", "2"), "2026-01-01", "3"),
                                entry(List.of("2026-01-01", "1"), "2026-01-01")))
                .errors();
        assertThat(errors)
                .extracting(e -> e.partitionValueList() + " " + e.errorDetail().errorCode())
                .containsExactly(
                        "[2030-01-01, 1] EntityNotFoundException",
                        "[2026-01-01, 1] AlreadyExistsException",
                        "[2026-01-01, 1] InvalidInputException");
        var updated = partition("updates", "2026-01-01", "1");
        assertThat(updated.parameters()).containsEntry("updated", "yes");
        assertThat(updated.creationTime()).isEqualTo(created);
        assertThat(updated.storageDescriptor().columns()).hasSize(2);
        assertThat(partition("updates", "2026-01-01", "3").parameters()).containsEntry("updated", "yes");
        assertThatThrownBy(() -> partition("updates", "2026-01-01", "2"))
                .as("it has moved")
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void aMovedPartitionIsFoundByItsNewValues() {
        fixture.table("moved");
        fixture.partition("moved", "2026-01-01", "9");
        glue.updatePartition(r -> r.databaseName("sales")
                .tableName("moved")
                .partitionValueList("2026-01-01", "9")
                .partitionInput(p -> p.values("2026-02-01", "10").storageDescriptor(CatalogFixture.descriptor())));
        assertThat(glue.getPartitions(r -> r.databaseName("sales")
                                .tableName("moved")
                                .expression("shop > 9 AND day > '2026-01-31'"))
                        .partitions())
                .hasSize(1);
        assertThat(glue.getPartitions(
                                r -> r.databaseName("sales").tableName("moved").expression("shop = 9"))
                        .partitions())
                .isEmpty();
    }

    @Test
    void eachVersionIsDeletedOrRefusedByItself() {
        fixture.table("versions");
        for (int i = 0; i < 3; i++) {
            var description = "version " + i;
            glue.updateTable(r ->
                    r.databaseName("sales").tableInput(t -> t.name("versions").description(description)));
        }
        var errors = glue.batchDeleteTableVersion(
                        r -> r.databaseName("sales").tableName("versions").versionIds("0", "1", "3", "9", "none"))
                .errors();
        assertThat(errors)
                .extracting(e -> e.versionId() + " " + e.errorDetail().errorCode())
                .containsExactly(
                        "3 InvalidInputException", "9 EntityNotFoundException", "none EntityNotFoundException");
        assertThat(glue.getTableVersions(r -> r.databaseName("sales").tableName("versions"))
                        .tableVersions())
                .extracting(v -> v.versionId())
                .containsExactly("3", "2");
    }
}
