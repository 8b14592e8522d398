package io.mastic.runtime.metastore;

import com.amazonaws.SdkClientException;
import com.amazonaws.services.glue.model.CreateTableRequest;
import com.amazonaws.services.glue.model.DeleteTableRequest;
import com.amazonaws.services.glue.model.EntityNotFoundException;
import com.amazonaws.services.glue.model.GetTableRequest;
import com.amazonaws.services.glue.model.GetTablesRequest;
import com.amazonaws.services.glue.model.GetTablesResult;
import com.amazonaws.services.glue.model.UpdateTableRequest;
import io.mastic.runtime.catalog.TableRenaming;
import io.mastic.runtime.metastore.CatalogConnection.Kind;
import io.mastic.runtime.metastore.OpenTransaction.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Table;

/** The tables of the catalog, in Hive's terms. */
final class Tables {
    private final CatalogConnection catalog;
    private final OpenTransaction transaction;

    Tables(CatalogConnection catalog, OpenTransaction transaction) {
        this.catalog = catalog;
        this.transaction = transaction;
    }

    static TableName name(String database, String table) {
        return new TableName(database.toLowerCase(Locale.ROOT), table.toLowerCase(Locale.ROOT));
    }

    Optional<Table> find(TableName name) throws MetaException {
        return stored(name).map(TableConverter::toHive);
    }

    /** The table as the catalog has it. */
    Optional<com.amazonaws.services.glue.model.Table> stored(TableName name) throws MetaException {
        GetTableRequest request = new GetTableRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(name.database())
                .withName(name.table());
        try {
            return Optional.of(catalog.kept(
                    Kind.TABLE, name.toString(), glue -> glue.getTable(request).getTable()));
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        } catch (SdkClientException e) {
            throw MetastoreErrors.meta(e);
        }
    }

    /**
     * @throws MetaException when it is not there (any more)
     */
    com.amazonaws.services.glue.model.Table require(TableName name) throws MetaException {
        return stored(name)
                .orElseThrow(() -> new MetaException(
                        "EntityNotFoundException: Table %s.%s not found.".formatted(name.database(), name.table())));
    }

    /** The names of a database's tables of some types. */
    List<String> names(String database, Predicate<String> types) throws MetaException {
        GetTablesRequest request = new GetTablesRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(database.toLowerCase(Locale.ROOT));
        List<String> names = new ArrayList<>();
        do {
            GetTablesResult page = catalog.call(glue -> glue.getTables(request));
            page.getTableList().stream()
                    .filter(table -> types.test(TableConverter.type(table)))
                    .forEach(table -> names.add(table.getName()));
            request.setNextToken(page.getNextToken());
        } while (request.getNextToken() != null);
        return names;
    }

    List<Table> named(String database, List<String> names) throws MetaException {
        List<Table> found = new ArrayList<>();
        for (String name : names) {
            find(name(database, name)).ifPresent(found::add);
        }
        return found;
    }

    void create(Table table) throws MetaException {
        catalog.change(glue -> glue.createTable(new CreateTableRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(table.getDbName().toLowerCase(Locale.ROOT))
                .withTableInput(TableConverter.toGlue(table))));
        if (table.getSd() != null && table.getSd().getLocation() != null) {
            transaction.reuse(table.getSd().getLocation());
        }
    }

    void alter(TableName name, Table table) throws MetaException {
        UpdateTableRequest request = new UpdateTableRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(name.database())
                .withTableInput(TableConverter.toGlue(table));
        TableName renamed = name(table.getDbName(), table.getTableName());
        if (name.equals(renamed)) {
            catalog.change(glue -> glue.updateTable(request));
        } else {
            rename(renamed, TableRenaming.of(request, name.table()));
        }
    }

    private void rename(TableName renamed, UpdateTableRequest request) throws MetaException {
        try {
            catalog.change(glue -> glue.updateTable(request));
        } catch (MetaException e) {
            // The SDK asks again if the answer got lost: by then there is no table of the old name any more.
            boolean done = e.getCause() instanceof EntityNotFoundException
                    && stored(renamed).isPresent();
            if (!done) {
                throw e;
            }
        }
    }

    void drop(TableName name) throws MetaException {
        Optional<Table> dropped = find(name);
        catalog.change(glue -> glue.deleteTable(new DeleteTableRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(name.database())
                .withName(name.table())));
        transaction.dropped(name);
        dropped.filter(table -> table.getTableType().equals(TableType.EXTERNAL_TABLE.name()))
                .map(table -> table.getSd().getLocation())
                .ifPresent(transaction::keep);
    }
}
