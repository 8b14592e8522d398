package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.TableInput;

@EachDatabase
@Timeout(60)
class TableRemovalsTest {
    private static final CatalogScope SCOPE = new CatalogScope("111122223333", "us-east-1");
    private static final int PIECE = 10;

    private final Database database = TestingDatabase.open();
    private final TableRemovals removals = new TableRemovals(database.jdbi(), PIECE);
    private final Databases databases = databases(removals);
    private final Tables tables = tables(removals);

    private Databases databases(TableRemovals by) {
        return new Databases(database.jdbi(), CatalogConfig.ofAws(), by, Clock.systemUTC());
    }

    private Tables tables(TableRemovals by) {
        return new Tables(database.jdbi(), CatalogConfig.ofAws(), by, Clock.systemUTC());
    }

    @BeforeEach
    void createDatabase() {
        databases.create(SCOPE, DatabaseInput.builder().name("d").build());
    }

    @AfterEach
    void close() {
        removals.close();
        database.close();
    }

    private void createTable(String name, int partitions) {
        var input = TableInput.builder()
                .name(name)
                .partitionKeys(Column.builder().name("n").type("int").build())
                .build();
        tables.create(SCOPE, "d", input, List.of(), "me");
        var all = new Partitions(database.jdbi(), tables, Clock.systemUTC());
        all.createAll(
                all.target(SCOPE, "d", name),
                IntStream.range(0, partitions)
                        .mapToObj(number -> PartitionInput.builder()
                                .values(Integer.toString(number))
                                .build())
                        .toList());
    }

    private Optional<CatalogStore.TableRow> stored(String name) {
        return database.jdbi().onDemand(CatalogStore.class).table(SCOPE, "d", name);
    }

    private int count(String table) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(int.class)
                .one());
    }

    private void awaitPartitions(int left) {
        while (count("glue_partition") != left) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aLargeTableIsGoneAtOnceAndItsRowsSoonAfter() {
        createTable("large", 5 * PIECE + 1);
        createTable("other", 3);
        tables.delete(SCOPE, "d", "large");
        assertThat(stored("large")).isEmpty();
        createTable("large", 2);
        awaitPartitions(5);
        while (count("glue_table") != 2) {
            Thread.onSpinWait();
        }
        assertThat(stored("large")).isPresent();
    }

    @Test
    void whatAServerLeavesTheNextOneTakesAway() {
        createTable("large", 5 * PIECE);
        var dying = new TableRemovals(database.jdbi(), PIECE);
        database.jdbi()
                .useTransaction(handle ->
                        dying.remove(handle, tables.row(SCOPE, "d", "large").id()));
        dying.close();
        assertThat(count("glue_partition")).isEqualTo(5 * PIECE);
        removals.sweep();
        awaitPartitions(0);
    }

    @Test
    void aDatabaseTakesLargeAndSmallTablesAlong() {
        createTable("large", 2 * PIECE);
        createTable("small", 3);
        databases.delete(SCOPE, "d", handle -> {});
        assertThat(databases.find(SCOPE, "d")).isEmpty();
        databases.create(SCOPE, DatabaseInput.builder().name("d").build());
        assertThat(stored("small")).isEmpty();
        awaitPartitions(0);
    }

    @Test
    void aDatabaseOfManySmallTablesIsGoneAtOnceAndItsRowsSoonAfter() {
        for (int i = 0; i < 2 * PIECE + 1; i++) {
            createTable("small" + i, 2);
        }
        databases.delete(SCOPE, "d", handle -> {});
        assertThat(databases.find(SCOPE, "d")).isEmpty();
        assertThat(stored("small0")).isEmpty();
        databases.create(SCOPE, DatabaseInput.builder().name("d").build());
        createTable("small0", 3);
        while (count("glue_table") != 1) {
            Thread.onSpinWait();
        }
        assertThat(stored("small0")).isPresent();
        assertThat(count("glue_partition")).isEqualTo(3);
    }

    @Test
    void ofADatabaseWhatAServerLeavesTheNextOneTakesAway() {
        createTable("first", PIECE);
        createTable("second", PIECE);
        update("second", PIECE + 1);
        var dying = new TableRemovals(database.jdbi(), PIECE);
        dying.close();
        database.jdbi().useTransaction(handle -> {
            dying.removeAll(handle, SCOPE, "d");
            handle.attach(CatalogStore.class).deleteDatabase(SCOPE, "d");
        });
        databases.create(SCOPE, DatabaseInput.builder().name("d").build());
        assertThat(stored("second")).isEmpty();
        assertThat(stored("first")).isEmpty();
        assertThat(count("glue_partition")).isEqualTo(2 * PIECE);
        removals.sweep();
        while (count("glue_table") != 0) {
            Thread.onSpinWait();
        }
        assertThat(count("glue_partition")).isZero();
        assertThat(count("glue_table_version")).isZero();
        while (count("glue_table_set") != 1) {
            Thread.onSpinWait();
        }
    }

    private void update(String name, int times) {
        var input = TableInput.builder().name(name).build();
        for (int i = 0; i < times; i++) {
            tables.update(SCOPE, "d", input, null, false);
        }
    }
}
