package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.catalog.PartitionStore.Segment;
import io.mastic.server.catalog.Partitions.Target;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

@EachDatabase
class PartitionsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final CatalogScope SCOPE = new CatalogScope("111122223333", "us-east-1");

    private final Database database = TestingDatabase.open();
    private final Tables tables = new Tables(database.jdbi(), CLOCK);
    private final Partitions partitions = new Partitions(database.jdbi(), tables, CLOCK);

    @BeforeEach
    @BeforeProperty
    void createTable() {
        new Databases(database.jdbi(), CLOCK)
                .create(SCOPE, DatabaseInput.builder().name("d").build());
        var input = TableInput.builder()
                .name("t")
                .partitionKeys(key("region", "string"), key("hour", "int"), key("day", "date"))
                .build();
        tables.create(SCOPE, "d", input, List.of(), "me");
        for (var region : List.of("eu", "eu-west", "us", "ü 'x'")) {
            for (int hour = 0; hour < 12; hour++) {
                create(region, Integer.toString(hour), "2026-11-" + (10 + hour));
            }
        }
        create("eu", "__HIVE_DEFAULT_PARTITION__", "never");
    }

    @AfterEach
    @AfterProperty
    void close() {
        database.close();
    }

    private static Column key(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private Target target() {
        return partitions.target(SCOPE, "d", "t");
    }

    private void create(String... values) {
        partitions.create(target(), input(values));
    }

    private static PartitionInput input(String... values) {
        return PartitionInput.builder()
                .values(values)
                .storageDescriptor(StorageDescriptor.builder()
                        .location("s3://b/" + String.join("/", values))
                        .columns(key("id", "int"))
                        .build())
                .build();
    }

    private List<Partition> all(String expression, Segment segment, int page) {
        var met = new ArrayList<Partition>();
        var after = "";
        while (true) {
            var found = partitions.list(target(), expression, segment, false, after, page);
            met.addAll(found.items());
            if (found.last().isEmpty()) {
                return met;
            }
            after = found.last().orElseThrow();
        }
    }

    @Property(tries = 20)
    void pagesMeetEveryPartitionOnceWhateverTheirSize(@ForAll @IntRange(min = 1, max = 60) int page) {
        assertThat(all(null, null, page)).hasSize(49).doesNotHaveDuplicates();
    }

    @Property(tries = 10)
    void segmentsPartTheWhole(@ForAll @IntRange(min = 1, max = 10) int count) {
        var met = IntStream.range(0, count)
                .mapToObj(number -> all(null, new Segment(number, count), 5))
                .flatMap(List::stream)
                .toList();
        assertThat(met).hasSize(49).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "region = 'eu' | 13",
                "region = 'eu' and hour < 10 | 10",
                "REGION = 'eu' AND HOUR >= '10' | 2",
                "hour > 9 | 8",
                "hour <> 3 and region = 'us' | 11",
                "hour in (1, 2, 33) | 8",
                "hour not in (1, 2) and region = 'us' | 10",
                "hour between 3 and 5 | 12",
                "not (hour between 3 and 5) and region = 'us' | 9",
                "region like 'eu%' | 25",
                "region like '_s' | 12",
                "region = 'ü ''x''' | 12",
                "region > 'eu' and region < 'us' | 12",
                "region >= 'us' or hour = 0 | 26",
                "day = '2026-11-12' | 4",
                "day > date '2026-11-20' | 4",
                "(region = 'us' or region = 'eu') and (hour = 1 or hour = 2) | 4",
                "hour is null | 1",
                "hour is not null and region = 'eu' | 12",
                "'us' = region and 5 > hour | 5",
                "`hour` = 7.0 | 4",
                "region = 'none' | 0",
            })
    void expressionsChooseByTheDeclaredTypes(String expression, int expected) {
        assertThat(all(expression, null, 7)).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region =",
                "colour = 'red'",
                "hour = 'late'",
                "region = (select 1)",
                "region = 'a'; drop table glue_partition",
                "upper(region) = 'EU'",
                "region = hour",
            })
    void whatIsNoConditionOnTheKeysIsInvalid(String expression) {
        assertThatThrownBy(() -> all(expression, null, 10))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("InvalidInputException"));
    }

    @Test
    void deepAndLongExpressionsAreRefusedAtOnce() {
        for (var expression :
                List.of("(".repeat(900) + "hour = 1" + ")".repeat(900), "hour = 1 or ".repeat(500) + "hour = 2")) {
            assertThatThrownBy(() -> all(expression, null, 10)).isInstanceOf(ServiceException.class);
        }
    }

    @Test
    void aPartitionComesBackWithItsPlaceAndTheSharedDescriptor() {
        var partition = partitions.get(target(), List.of("us", "3", "2026-11-13"));
        assertThat(partition.storageDescriptor().location()).isEqualTo("s3://b/us/3/2026-11-13");
        assertThat(partition.storageDescriptor().columns()).containsExactly(key("id", "int"));
        assertThat(partition.tableName()).isEqualTo("t");
        assertThat(partition.creationTime()).isEqualTo(CLOCK.instant());
        assertThat(partitions
                        .list(target(), "region = 'us'", null, true, "", 1)
                        .items()
                        .get(0)
                        .storageDescriptor()
                        .columns())
                .isEmpty();
    }

    @Test
    void eachPartitionOfABatchSucceedsOrFailsByItself() {
        var errors = partitions.createAll(
                target(),
                List.of(input("new", "1", "2026-01-01"), input("us", "3", "2026-11-13"), input("two", "values")));
        assertThat(errors).hasSize(2);
        assertThat(errors.get(List.of("us", "3", "2026-11-13")).code()).isEqualTo("AlreadyExistsException");
        assertThat(errors.get(List.of("two", "values")).code()).isEqualTo("InvalidInputException");
        assertThat(partitions.get(target(), List.of("new", "1", "2026-01-01")).values())
                .startsWith("new");
    }

    @Test
    void anUpdateMovesAPartitionUnlessItsPlaceIsTaken() {
        partitions.update(target(), List.of("us", "3", "2026-11-13"), input("asia", "3", "2026-11-13"));
        assertThat(partitions.find(target(), List.of(List.of("us", "3", "2026-11-13"))))
                .isEmpty();
        assertThat(partitions.get(target(), List.of("asia", "3", "2026-11-13")).values())
                .startsWith("asia");
        assertThatThrownBy(() ->
                        partitions.update(target(), List.of("asia", "3", "2026-11-13"), input("us", "4", "2026-11-14")))
                .hasMessage("Partition already exists.");
        assertThat(partitions.get(target(), List.of("asia", "3", "2026-11-13")).values())
                .startsWith("asia");
    }

    @Test
    void aDeletedPartitionIsGone() {
        partitions.delete(target(), List.of("us", "3", "2026-11-13"));
        assertThatThrownBy(() -> partitions.delete(target(), List.of("us", "3", "2026-11-13")))
                .hasMessage("Cannot find partition.");
    }
}
