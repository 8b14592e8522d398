package io.mastic.server.catalog;

import io.mastic.server.catalog.Tables.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.Table;

/** Searches over all tables of an account: each reads the tables, database by database, until its page is full. */
public final class Searches {
    private static final int SCAN = 500;
    private static final char SEPARATOR = '\u0001';

    private final Jdbi jdbi;

    public Searches(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** An order of results other than by database and name. */
    record Order(Function<Table, String> key, boolean descending) {}

    /** A table's place in an order. */
    private record Place(String key, String database, String name) {
        static Place of(String token) {
            var parts = token.split(String.valueOf(SEPARATOR), -1);
            if (parts.length != 3) {
                throw CatalogErrors.invalidToken();
            }
            return new Place(parts[0], parts[1], parts[2]);
        }

        String token() {
            return key.replace(SEPARATOR, ' ') + SEPARATOR + database + SEPARATOR + name;
        }
    }

    private record Found(Place place, long id) {}

    /** What is done with each table found; answers whether to go on. */
    private interface Visitor {
        boolean visit(long id, Table table);
    }

    Page<Table> find(CatalogScope scope, Predicate<Table> wanted, Optional<Order> order, String after, int limit) {
        return order.isPresent()
                ? sorted(scope, wanted, order.orElseThrow(), after, limit)
                : inOrder(scope, wanted, after, limit);
    }

    private Page<Table> inOrder(CatalogScope scope, Predicate<Table> wanted, String after, int limit) {
        var start = after.isEmpty() ? new Place("", "", "") : Place.of(after);
        var found = new ArrayList<Table>();
        visit(scope, start, (id, table) -> {
            if (wanted.test(table)) {
                found.add(table);
            }
            return found.size() <= limit;
        });
        return page(found, limit, table -> new Place("", table.databaseName(), table.name()));
    }

    private static Page<Table> page(List<Table> found, int limit, Function<Table, Place> place) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, Optional.of(place.apply(items.get(limit - 1)).token()));
    }

    /** Keeps the places alone of what is found, and reads the tables of the page again. */
    private Page<Table> sorted(CatalogScope scope, Predicate<Table> wanted, Order order, String after, int limit) {
        var comparator = Comparator.comparing(Place::key);
        var places = (order.descending() ? comparator.reversed() : comparator)
                .thenComparing(Place::database)
                .thenComparing(Place::name);
        var start = after.isEmpty() ? Optional.<Place>empty() : Optional.of(Place.of(after));
        var found = new ArrayList<Found>();
        visit(scope, new Place("", "", ""), (id, table) -> {
            if (wanted.test(table)) {
                found.add(new Found(place(table, order), id));
            }
            return true;
        });
        var ids = found.stream()
                .sorted(Comparator.comparing(Found::place, places))
                .filter(table -> start.isEmpty() || places.compare(table.place(), start.orElseThrow()) > 0)
                .limit(limit + 1L)
                .map(Found::id)
                .toList();
        var tables = read(scope, ids);
        return page(tables, limit, table -> place(table, order));
    }

    private static Place place(Table table, Order order) {
        return new Place(order.key().apply(table).replace(SEPARATOR, ' '), table.databaseName(), table.name());
    }

    private List<Table> read(CatalogScope scope, List<Long> ids) {
        var tables = new HashMap<Long, Table>();
        if (!ids.isEmpty()) {
            jdbi.withExtension(CatalogStore.class, store -> store.tables(scope, ids))
                    .forEach(row -> tables.put(row.id(), Tables.shown(row)));
        }
        return ids.stream().filter(tables::containsKey).map(tables::get).toList();
    }

    private void visit(CatalogScope scope, Place start, Visitor visitor) {
        var store = jdbi.onDemand(CatalogStore.class);
        if (!start.database().isEmpty() && !visitTables(scope, store, start.database(), start.name(), visitor)) {
            return;
        }
        var at = start.database();
        while (true) {
            var databases = store.databases(scope, at, SCAN);
            for (var database : databases) {
                if (!visitTables(scope, store, database.name(), "", visitor)) {
                    return;
                }
                at = database.name();
            }
            if (databases.size() < SCAN) {
                return;
            }
        }
    }

    private static boolean visitTables(
            CatalogScope scope, CatalogStore store, String database, String after, Visitor visitor) {
        var at = after;
        while (true) {
            var rows = store.tables(scope, database, at, SCAN);
            for (var row : rows) {
                if (!visitor.visit(row.id(), Tables.shown(row))) {
                    return false;
                }
                at = row.name();
            }
            if (rows.size() < SCAN) {
                return true;
            }
        }
    }
}
