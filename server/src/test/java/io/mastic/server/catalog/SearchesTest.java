package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.store.EachDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Comparator;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.Sort;

@EachDatabase
class SearchesTest {
    private static CatalogFixture fixture;
    private static GlueClient glue;

    @BeforeAll
    static void start() {
        fixture = new CatalogFixture();
        glue = fixture.glue;
        glue.createDatabase(r -> r.databaseInput(d -> d.name("hr")));
        glue.createTable(r -> r.databaseName("hr").tableInput(t -> t.name("customer-link")
                .description("Who knows whom")
                .owner("zoe")
                .parameters(Map.of("classification", "parquet"))));
        glue.createTable(r -> r.databaseName("hr").tableInput(t -> t.name("customerlink")
                .description("links of customers")
                .owner("adam")
                .storageDescriptor(
                        s -> s.columns(c -> c.name("salary").type("int").comment("gross, in euro")))));
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static List<String> found(Consumer<SearchTablesRequest.Builder> request) {
        return glue.searchTables(request).tableList().stream()
                .map(table -> table.databaseName() + "." + table.name())
                .toList();
    }

    @Test
    void everyWordIsFoundInNamesDescriptionsColumnsAndParameters() {
        assertThat(found(r -> r.searchText("customer"))).containsExactly("hr.customer-link", "hr.customerlink");
        assertThat(found(r -> r.searchText("KNOWS customer"))).containsExactly("hr.customer-link");
        assertThat(found(r -> r.searchText("euro"))).containsExactly("hr.customerlink");
        assertThat(found(r -> r.searchText("salary"))).containsExactly("hr.customerlink");
        assertThat(found(r -> r.searchText("parquet"))).containsExactly("hr.customer-link");
        assertThat(found(r -> r.searchText("shop"))).containsExactly("sales.orders");
        assertThat(found(r -> r.searchText("nothing of this"))).isEmpty();
        assertThat(found(r -> {})).hasSize(3);
    }

    @Test
    void aTextInQuotesIsAWholeOne() {
        assertThat(found(r -> r.searchText("\"customerlink\""))).containsExactly("hr.customerlink");
        assertThat(found(r -> r.searchText("\"customer\""))).isEmpty();
    }

    @Test
    void filtersCompareThePartsOfANameAndTimes() {
        assertThat(found(r -> r.filters(f -> f.key("Name").value("link")))).containsExactly("hr.customer-link");
        assertThat(found(r -> r.filters(f -> f.key("DatabaseName").value("HR"))))
                .hasSize(2);
        assertThat(found(r -> r.filters(f -> f.key("classification").value("parquet"))))
                .containsExactly("hr.customer-link");
        assertThat(found(r -> r.filters(f -> f.key("DatabaseName").value("hr"), f -> f.key("Owner")
                        .value("adam"))))
                .containsExactly("hr.customerlink");
        assertThat(found(r ->
                        r.filters(f -> f.key("CreateTime").value("2020-01-01").comparator(Comparator.GREATER_THAN))))
                .hasSize(3);
        assertThat(found(r -> r.filters(
                        f -> f.key("UpdateTime").value("1577836800").comparator(Comparator.LESS_THAN_EQUALS))))
                .isEmpty();
        assertThatThrownBy(
                        () -> found(r -> r.filters(f -> f.key("Name").value("a").comparator(Comparator.LESS_THAN))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> found(r -> r.filters(f -> f.key("CreateTime").value("yesterday"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void resultsAreSortedAsAsked() {
        assertThat(found(r -> r.searchText("customer").sortCriteria(s -> s.fieldName("Owner"))))
                .containsExactly("hr.customerlink", "hr.customer-link");
        assertThat(found(r -> r.searchText("customer")
                        .sortCriteria(s -> s.fieldName("Owner").sort(Sort.DESC))))
                .containsExactly("hr.customer-link", "hr.customerlink");
        assertThatThrownBy(() -> found(r -> r.sortCriteria(s -> s.fieldName("Colour"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void pagesMeetEveryTableOnceInAnyOrder() {
        for (var order : List.<Consumer<SearchTablesRequest.Builder>>of(
                r -> {}, r -> r.sortCriteria(s -> s.fieldName("Owner").sort(Sort.DESC)))) {
            var found = new ArrayList<String>();
            glue.searchTablesPaginator(order.andThen(r -> r.maxResults(1))).stream()
                    .flatMap(page -> page.tableList().stream())
                    .forEach(table -> found.add(table.name()));
            assertThat(found).containsExactlyInAnyOrder("customer-link", "customerlink", "orders");
        }
        assertThatThrownBy(() -> found(r -> r.nextToken(NextToken.of("broken"))))
                .isInstanceOf(InvalidInputException.class);
    }
}
