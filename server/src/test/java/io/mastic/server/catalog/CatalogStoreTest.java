package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.catalog.CatalogStore.DatabaseRow;
import io.mastic.server.catalog.CatalogStore.TableRow;
import io.mastic.server.catalog.CatalogStore.VersionRow;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the catalog's store promises on every database. Keys sort by their bytes, and the databases differ in one thing:
 * H2 compares the halves of a character beyond U+FFFF, which puts it before U+E000 instead of at the end.
 */
@EachDatabase
class CatalogStoreTest {
    private static final CatalogScope SCOPE = new CatalogScope("111122223333", "us-east-1");
    /** In the order of their bytes. */
    private static final List<String> NAMES =
            List.of("-", "1", "10", "2", "A", "B", "Z", "_", "a", "aZ", "a_", "ab", "b", "z", "~", "ß", "é", "日", "�");

    private final Database database = TestingDatabase.open();
    private final CatalogStore store = database.jdbi().onDemand(CatalogStore.class);

    @AfterEach
    void close() {
        database.close();
    }

    private void insertDatabase(String name) {
        insertDatabase(name, "{}");
    }

    private void insertDatabase(String name, String doc) {
        database.jdbi().useTransaction(handle -> {
            var inside = handle.attach(CatalogStore.class);
            inside.insertTableSet(SCOPE, name);
            inside.insertDatabase(new DatabaseRow(SCOPE.accountId(), SCOPE.region(), name, doc), name);
        });
    }

    private long insertTable(String name) {
        return store.insertTable(new TableRow(0, SCOPE.accountId(), SCOPE.region(), "d", name, 0, "first"));
    }

    private List<String> pages(int size) {
        var seen = new ArrayList<String>();
        while (true) {
            var page = store.databases(SCOPE, seen.isEmpty() ? "" : seen.get(seen.size() - 1), size);
            page.forEach(row -> seen.add(row.name()));
            if (page.size() < size) {
                return seen;
            }
        }
    }

    @Test
    void namesSortByTheirBytesAndPagesMeetEachOnce() {
        NAMES.stream().sorted(java.util.Comparator.comparing(String::hashCode)).forEach(this::insertDatabase);
        for (int size : new int[] {1, 2, 3, 7, 100}) {
            assertThat(pages(size)).isEqualTo(NAMES);
        }
    }

    @Test
    void pagesMeetCharactersBeyondTheFirstPlaneOnceWhereverTheyStand() {
        var names = List.of("x", "x\uD83D\uDE00", "x\uFF5E", "y");
        names.forEach(this::insertDatabase);
        assertThat(pages(1)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(pages(1).indexOf("x\uD83D\uDE00")).isEqualTo(TestingDatabase.isPostgres() ? 2 : 1);
    }

    @Test
    void caseIsPartOfAKey() {
        insertDatabase("d");
        insertDatabase("D");
        assertThat(store.database(SCOPE, "D"))
                .hasValueSatisfying(row -> assertThat(row.name()).isEqualTo("D"));
        assertThatThrownBy(() -> insertDatabase("d")).isInstanceOf(UnableToExecuteStatementException.class);
    }

    @Test
    void accountsAndRegionsAreApart() {
        insertDatabase("d");
        assertThat(store.database(new CatalogScope("111122223333", "eu-west-1"), "d"))
                .isEmpty();
        assertThat(store.databases(new CatalogScope("444455556666", "us-east-1"), "", 10))
                .isEmpty();
        assertThat(store.deleteDatabase(new CatalogScope("444455556666", "us-east-1"), "d"))
                .isZero();
    }

    @Test
    void documentsOfAnyLengthAndLetterComeBack() {
        var doc = "\uD83D\uDE00 '\\\"\n\u0001".repeat(100_000);
        insertDatabase("d", doc);
        assertThat(store.database(SCOPE, "d").orElseThrow().doc()).isEqualTo(doc);
    }

    @Test
    void aTableNeedsItsDatabaseAndAnUnusedName() {
        assertThatThrownBy(() -> insertTable("t")).isInstanceOf(UnableToExecuteStatementException.class);
        insertDatabase("d");
        long first = insertTable("t");
        assertThatThrownBy(() -> insertTable("t")).isInstanceOf(UnableToExecuteStatementException.class);
        assertThat(insertTable("u")).isGreaterThan(first);
    }

    private static TableRow row(long id, String name, long version, String doc) {
        return new TableRow(id, SCOPE.accountId(), SCOPE.region(), "d", name, version, doc);
    }

    @Test
    void aTableChangesFromTheVersionThatWasSeen() {
        insertDatabase("d");
        long id = insertTable("t");
        assertThat(store.updateTable(row(id, "u", 0, "second"))).isEqualTo(1);
        assertThat(store.updateTable(row(id, "v", 0, "lost"))).isZero();
        assertThat(store.table(SCOPE, "d", "t")).isEmpty();
        assertThat(store.table(SCOPE, "d", "u").orElseThrow()).isEqualTo(row(id, "u", 1, "second"));
    }

    @Test
    void versionsComeNewestFirstAndGoWithTheirTable() {
        insertDatabase("d");
        long id = insertTable("t");
        for (long version = 0; version < 12; version++) {
            store.insertVersion(id, version, "v" + version);
        }
        assertThat(store.versions(id, Long.MAX_VALUE, 2))
                .extracting(VersionRow::version)
                .containsExactly(11L, 10L);
        assertThat(store.versions(id, 10, 2)).extracting(VersionRow::version).containsExactly(9L, 8L);
        assertThat(store.deleteVersion(id, 9)).isEqualTo(1);
        assertThat(store.version(id, 9)).isEmpty();
        store.deleteTable(id);
        assertThat(store.versions(id, Long.MAX_VALUE, 20)).isEmpty();
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        insertDatabase("d");
        long id = insertTable("t");
        assertThatThrownBy(() -> database.jdbi().useTransaction(handle -> {
                    var inside = handle.attach(CatalogStore.class);
                    inside.updateTable(row(id, "t", 0, "second"));
                    inside.insertVersion(id, 0, "first");
                    inside.insertVersion(id, 0, "first");
                }))
                .isInstanceOf(UnableToExecuteStatementException.class);
        assertThat(store.table(SCOPE, "d", "t").orElseThrow().version()).isZero();
        assertThat(store.versions(id, Long.MAX_VALUE, 20)).isEmpty();
    }
}
