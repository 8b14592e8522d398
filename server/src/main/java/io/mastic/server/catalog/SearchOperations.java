package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.catalog.Searches.Order;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.ResourceShareType;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesResponse;
import software.amazon.awssdk.services.glue.model.Sort;

/** Glue's search over tables. */
public final class SearchOperations {
    private static final int PAGE = 100;

    private final Searches searches;

    public SearchOperations(Searches searches) {
        this.searches = searches;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "SearchTables",
                        SearchTablesRequest.class,
                        this::searchTables,
                        (call, request) -> CatalogArns.table(call, request.catalogId(), "*", "*"))
                .build();
    }

    public SearchTablesResponse searchTables(Call call, SearchTablesRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        if (request.resourceShareType() != null && request.resourceShareType() != ResourceShareType.ALL) {
            return SearchTablesResponse.builder().build();
        }
        var page = searches.find(
                scope,
                TableSearch.of(request.searchText(), request.filters()),
                order(request),
                NextToken.read(request.nextToken()),
                Optional.ofNullable(request.maxResults()).orElse(PAGE));
        return SearchTablesResponse.builder()
                .tableList(page.items())
                .nextToken(page.last().map(NextToken::of).orElse(null))
                .build();
    }

    private static Optional<Order> order(SearchTablesRequest request) {
        return request.sortCriteria().stream()
                .findFirst()
                .map(given -> new Order(
                        TableSearch.sortKey(
                                Optional.ofNullable(given.fieldName()).orElse("Name")),
                        given.sort() == Sort.DESC));
    }
}
