package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

class StatisticsTest {
    private static final Instant ANALYSED = Instant.parse("2026-11-24T12:00:00Z");

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

    private static ColumnStatistics statistics(String column, ColumnStatisticsData data) {
        return ColumnStatistics.builder()
                .columnName(column)
                .columnType("any")
                .analyzedTime(ANALYSED)
                .statisticsData(data)
                .build();
    }

    private static ColumnStatisticsData longs(long nulls) {
        return ColumnStatisticsData.builder()
                .type(ColumnStatisticsType.LONG)
                .longColumnStatisticsData(d ->
                        d.minimumValue(1L).maximumValue(9L).numberOfNulls(nulls).numberOfDistinctValues(5L))
                .build();
    }

    private static List<ColumnStatisticsData> everyType() {
        return List.of(
                ColumnStatisticsData.builder()
                        .type("BOOLEAN")
                        .booleanColumnStatisticsData(
                                d -> d.numberOfTrues(1L).numberOfFalses(2L).numberOfNulls(3L))
                        .build(),
                ColumnStatisticsData.builder()
                        .type("DATE")
                        .dateColumnStatisticsData(d -> d.minimumValue(ANALYSED)
                                .maximumValue(ANALYSED)
                                .numberOfNulls(0L)
                                .numberOfDistinctValues(1L))
                        .build(),
                ColumnStatisticsData.builder()
                        .type("DECIMAL")
                        .decimalColumnStatisticsData(d -> d.minimumValue(
                                        n -> n.scale(2).unscaledValue(SdkBytes.fromByteArray(new byte[] {4, -46})))
                                .numberOfNulls(0L)
                                .numberOfDistinctValues(1L))
                        .build(),
                ColumnStatisticsData.builder()
                        .type("DOUBLE")
                        .doubleColumnStatisticsData(
                                d -> d.minimumValue(-0.5).numberOfNulls(0L).numberOfDistinctValues(1L))
                        .build(),
                longs(0),
                ColumnStatisticsData.builder()
                        .type("STRING")
                        .stringColumnStatisticsData(d -> d.maximumLength(9L)
                                .averageLength(4.5)
                                .numberOfNulls(0L)
                                .numberOfDistinctValues(1L))
                        .build(),
                ColumnStatisticsData.builder()
                        .type("BINARY")
                        .binaryColumnStatisticsData(
                                d -> d.maximumLength(9L).averageLength(4.5).numberOfNulls(0L))
                        .build());
    }

    @Test
    void statisticsOfEveryTypeAreKept() {
        fixture.table("typed");
        for (var data : everyType()) {
            var given = statistics("ID", data);
            assertThat(glue.updateColumnStatisticsForTable(r ->
                                    r.databaseName("sales").tableName("typed").columnStatisticsList(given))
                            .errors())
                    .isEmpty();
            assertThat(glue.getColumnStatisticsForTable(r ->
                                    r.databaseName("sales").tableName("typed").columnNames("id"))
                            .columnStatisticsList())
                    .containsExactly(given);
        }
    }

    @Test
    void eachColumnIsRefusedByItself() {
        fixture.table("partly");
        var wrongData = statistics("name", longs(0).toBuilder().type("STRING").build());
        var errors = glue.updateColumnStatisticsForTable(r -> r.databaseName("sales")
                        .tableName("partly")
                        .columnStatisticsList(statistics("id", longs(7)), statistics("nosuch", longs(0)), wrongData))
                .errors();
        assertThat(errors)
                .extracting(
                        e -> e.columnStatistics().columnName() + " " + e.error().errorCode())
                .containsExactly("nosuch EntityNotFoundException", "name InvalidInputException");
        var found = glue.getColumnStatisticsForTable(
                r -> r.databaseName("sales").tableName("partly").columnNames("id", "name", "day"));
        assertThat(found.columnStatisticsList())
                .extracting(ColumnStatistics::columnName)
                .containsExactly("id");
        assertThat(found.errors())
                .extracting(e -> e.columnName() + " " + e.error().errorCode())
                .containsExactly("name EntityNotFoundException", "day EntityNotFoundException");
    }

    @Test
    void deletedStatisticsAreGone() {
        fixture.table("cleared");
        glue.updateColumnStatisticsForTable(
                r -> r.databaseName("sales").tableName("cleared").columnStatisticsList(statistics("id", longs(7))));
        glue.deleteColumnStatisticsForTable(
                r -> r.databaseName("sales").tableName("cleared").columnName("Id"));
        assertThatThrownBy(() -> glue.deleteColumnStatisticsForTable(
                        r -> r.databaseName("sales").tableName("cleared").columnName("id")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void statisticsOfAPartitionFollowItAndEndWithIt() {
        fixture.table("parts");
        fixture.partition("parts", "2026-01-01", "1");
        fixture.partition("parts", "2026-01-02", "1");
        glue.updateColumnStatisticsForPartition(r -> r.databaseName("sales")
                .tableName("parts")
                .partitionValues("2026-01-01", "1")
                .columnStatisticsList(statistics("id", longs(7))));
        assertThat(ofPartition("2026-01-02", "1")).isEmpty();

        glue.updatePartition(r -> r.databaseName("sales")
                .tableName("parts")
                .partitionValueList("2026-01-01", "1")
                .partitionInput(p -> p.values("2026-01-01", "2").storageDescriptor(CatalogFixture.descriptor())));
        assertThat(ofPartition("2026-01-01", "2")).hasSize(1);

        glue.deletePartition(r -> r.databaseName("sales").tableName("parts").partitionValues("2026-01-01", "2"));
        fixture.partition("parts", "2026-01-01", "2");
        assertThat(ofPartition("2026-01-01", "2")).isEmpty();
        assertThatThrownBy(() -> ofPartition("2030-01-01", "1")).isInstanceOf(EntityNotFoundException.class);
    }

    private static List<ColumnStatistics> ofPartition(String... values) {
        return glue.getColumnStatisticsForPartition(r -> r.databaseName("sales")
                        .tableName("parts")
                        .partitionValues(values)
                        .columnNames("id"))
                .columnStatisticsList();
    }

    @Test
    void aPartitionWithoutColumnsHasThoseOfTheTable() {
        fixture.table("bare");
        glue.createPartition(
                r -> r.databaseName("sales").tableName("bare").partitionInput(p -> p.values("2026-01-01", "1")
                        .storageDescriptor(s -> s.location("s3://x/"))));
        assertThat(glue.updateColumnStatisticsForPartition(r -> r.databaseName("sales")
                                .tableName("bare")
                                .partitionValues("2026-01-01", "1")
                                .columnStatisticsList(statistics("id", longs(1))))
                        .errors())
                .isEmpty();
    }

    @Test
    void aPartitionsStatisticsCanBeDeleted() {
        fixture.table("partsdeleted");
        fixture.partition("partsdeleted", "2026-01-01", "1");
        glue.updateColumnStatisticsForPartition(r -> r.databaseName("sales")
                .tableName("partsdeleted")
                .partitionValues("2026-01-01", "1")
                .columnStatisticsList(statistics("id", longs(7))));
        glue.deleteColumnStatisticsForPartition(r -> r.databaseName("sales")
                .tableName("partsdeleted")
                .partitionValues("2026-01-01", "1")
                .columnName("id"));
        assertThatThrownBy(() -> glue.deleteColumnStatisticsForPartition(r -> r.databaseName("sales")
                        .tableName("partsdeleted")
                        .partitionValues("2026-01-01", "1")
                        .columnName("id")))
                .isInstanceOf(EntityNotFoundException.class);
    }
}
