package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import io.mastic.server.tags.Tags;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

@EachDatabase
class TablesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Caller CALLER =
            new Caller("111122223333", "arn:aws:iam::111122223333:root", "111122223333", "AKIA1");

    private final Database database = TestingDatabase.open();
    private final DatabaseOperations databases =
            new DatabaseOperations(new Databases(database.jdbi(), CLOCK), new Tags(database.jdbi()));
    private final TableOperations tables = new TableOperations(new Tables(database.jdbi(), CLOCK));
    private final Call call = new Call(CALLER, "us-east-1", "request", CLOCK.instant(), Map.of());

    @BeforeEach
    void createDatabase() {
        databases.createDatabase(
                call,
                CreateDatabaseRequest.builder()
                        .databaseInput(d -> d.name("Sales"))
                        .build());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void create(String name, Consumer<TableInput.Builder> more) {
        var input = TableInput.builder().name(name);
        more.accept(input);
        tables.createTable(
                call,
                CreateTableRequest.builder()
                        .databaseName("sales")
                        .tableInput(input.build())
                        .build());
    }

    private Table get(String name) {
        return tables.getTable(
                        call,
                        GetTableRequest.builder()
                                .databaseName("sales")
                                .name(name)
                                .build())
                .table();
    }

    @Test
    void getTableGivesBackTheInputWithWhatAwsFillsIn() {
        var descriptor = StorageDescriptor.builder()
                .columns(Column.builder().name("id").type("bigint").build())
                .location("s3://bucket/orders/")
                .build();
        create("Orders", input -> input.storageDescriptor(descriptor)
                .parameters(Map.of("classification", "parquet"))
                .tableType("EXTERNAL_TABLE"));
        assertThat(get("ORDERS"))
                .isEqualTo(Table.builder()
                        .name("orders")
                        .databaseName("sales")
                        .catalogId("111122223333")
                        .versionId("0")
                        .createdBy(CALLER.arn())
                        .createTime(CLOCK.instant())
                        .updateTime(CLOCK.instant())
                        .retention(0)
                        .isRegisteredWithLakeFormation(false)
                        .tableType("EXTERNAL_TABLE")
                        .parameters(Map.of("classification", "parquet"))
                        .storageDescriptor(descriptor.toBuilder()
                                .compressed(false)
                                .numberOfBuckets(0)
                                .sortColumns(List.of())
                                .storedAsSubDirectories(false)
                                .build())
                        .build());
    }

    @Test
    void theAccountsIdIsTheCatalogsId() {
        create("orders", input -> {});
        var request = GetTableRequest.builder().databaseName("sales").name("orders");
        assertThat(tables.getTable(call, request.catalogId("111122223333").build())
                        .table()
                        .name())
                .isEqualTo("orders");
        assertCode(
                "EntityNotFoundException",
                () -> tables.getTable(call, request.catalogId("999999999999").build()));
    }

    @Test
    void aTableIsCreatedOnce() {
        create("orders", input -> {});
        assertCode("AlreadyExistsException", () -> create("Orders", input -> {}));
    }

    @Test
    void aTableNeedsItsDatabase() {
        assertCode(
                "EntityNotFoundException",
                () -> tables.createTable(
                        call,
                        CreateTableRequest.builder()
                                .databaseName("absent")
                                .tableInput(t -> t.name("t"))
                                .build()));
    }

    @Test
    void updatesMakeVersionsAndAStaleVersionIsRefused() {
        create("orders", input -> input.description("0"));
        update("1", "0", false);
        update("2", null, false);
        update("3", "2", true);
        assertCode("ConcurrentModificationException", () -> update("4", "2", false));
        assertThat(get("orders").versionId()).isEqualTo("3");
        var versions = tables.getTableVersions(
                call,
                GetTableVersionsRequest.builder()
                        .databaseName("sales")
                        .tableName("orders")
                        .build());
        assertThat(versions.tableVersions())
                .extracting(
                        version -> version.versionId() + " " + version.table().description())
                .containsExactly("3 3", "1 1", "0 0");
    }

    private void update(String description, String expected, boolean skipArchive) {
        tables.updateTable(
                call,
                UpdateTableRequest.builder()
                        .databaseName("sales")
                        .tableInput(t -> t.name("orders").description(description))
                        .versionId(expected)
                        .skipArchive(skipArchive)
                        .build());
    }

    @Test
    void pagesMeetEveryTableThatTheExpressionNames() {
        for (int i = 0; i < 450; i++) {
            create(String.format("t%03d", i), input -> {});
        }
        var met = new ArrayList<String>();
        String token = null;
        do {
            var page = tables.getTables(
                    call,
                    GetTablesRequest.builder()
                            .databaseName("sales")
                            .expression("t..[05]")
                            .maxResults(7)
                            .nextToken(token)
                            .build());
            page.tableList().forEach(table -> met.add(table.name()));
            token = page.nextToken();
        } while (token != null);
        assertThat(met).hasSize(90).doesNotHaveDuplicates().isSorted().allMatch(name -> name.matches("t..[05]"));
    }

    @Test
    void aHostilePatternCostsNoTime() {
        create("a".repeat(200), input -> {});
        assertThat(tables.getTables(
                                call,
                                GetTablesRequest.builder()
                                        .databaseName("sales")
                                        .expression("(a+)+b")
                                        .build())
                        .tableList())
                .isEmpty();
    }

    @Test
    void aForeignTokenIsRefused() {
        assertCode(
                "InvalidInputException",
                () -> tables.getTables(
                        call,
                        GetTablesRequest.builder()
                                .databaseName("sales")
                                .nextToken("abc")
                                .build()));
    }

    @Test
    void batchDeleteReportsEachTableThatIsNotThere() {
        create("orders", input -> {});
        var errors = tables.batchDeleteTable(
                        call,
                        BatchDeleteTableRequest.builder()
                                .databaseName("sales")
                                .tablesToDelete("orders", "absent")
                                .build())
                .errors();
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.tableName()).isEqualTo("absent");
            assertThat(error.errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        });
    }

    @Test
    void deletingADatabaseTakesItsTablesAlong() {
        create("orders", input -> {});
        databases.deleteDatabase(
                call, DeleteDatabaseRequest.builder().name("SALES").build());
        assertCode("EntityNotFoundException", () -> get("orders"));
        assertCode(
                "EntityNotFoundException",
                () -> databases.getDatabase(
                        call, GetDatabaseRequest.builder().name("sales").build()));
        createDatabase();
        assertCode("EntityNotFoundException", () -> get("orders"));
    }

    private static void assertCode(String code, Runnable request) {
        assertThatThrownBy(request::run).isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
