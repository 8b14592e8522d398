package io.mastic.runtime.metastore;

import com.amazonaws.SdkClientException;
import com.amazonaws.services.glue.model.AccessDeniedException;
import com.amazonaws.services.glue.model.AlreadyExistsException;
import com.amazonaws.services.glue.model.CreateDatabaseRequest;
import com.amazonaws.services.glue.model.DatabaseInput;
import com.amazonaws.services.glue.model.DeleteDatabaseRequest;
import com.amazonaws.services.glue.model.EntityNotFoundException;
import com.amazonaws.services.glue.model.GetDatabaseRequest;
import com.amazonaws.services.glue.model.GetDatabasesRequest;
import com.amazonaws.services.glue.model.GetDatabasesResult;
import com.amazonaws.services.glue.model.UpdateDatabaseRequest;
import io.mastic.runtime.metastore.CatalogConnection.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;

/** The databases of the catalog, in Hive's terms. */
final class Databases {
    private static final String DEFAULT = "default";

    private final CatalogConnection catalog;
    private final String warehouse;

    Databases(CatalogConnection catalog, String warehouse) {
        this.catalog = catalog;
        this.warehouse = warehouse;
    }

    /**
     * @throws NoSuchObjectException when there is none
     * @throws MetastoreErrors.CatalogFailure for other failures
     */
    Database get(String name) throws NoSuchObjectException {
        String folded = name.toLowerCase(Locale.ROOT);
        GetDatabaseRequest request =
                new GetDatabaseRequest().withCatalogId(catalog.catalogId()).withName(folded);
        try {
            return DatabaseConverter.toHive(
                    catalog.kept(Kind.DATABASE, folded, glue -> glue.getDatabase(request)
                            .getDatabase()),
                    warehouse);
        } catch (EntityNotFoundException e) {
            if (folded.equals(DEFAULT)) {
                return madeDefault();
            }
            throw new NoSuchObjectException("There is no database named " + name);
        } catch (AccessDeniedException e) {
            if (folded.equals(DEFAULT)) {
                return DatabaseConverter.emptyDefault(warehouse);
            }
            throw new MetastoreErrors.CatalogFailure(e);
        } catch (SdkClientException e) {
            throw new MetastoreErrors.CatalogFailure(e);
        }
    }

    /** Spark does not start without {@code default}; a role may well see other databases only. */
    private Database madeDefault() {
        Database made = DatabaseConverter.emptyDefault(warehouse);
        try {
            catalog.glue()
                    .createDatabase(new CreateDatabaseRequest()
                            .withCatalogId(catalog.catalogId())
                            .withDatabaseInput(new DatabaseInput().withName(DEFAULT)));
        } catch (AlreadyExistsException | AccessDeniedException e) {
            return made;
        } catch (SdkClientException e) {
            throw new MetastoreErrors.CatalogFailure(e);
        }
        return made;
    }

    void create(Database database) throws MetaException {
        catalog.change(glue -> glue.createDatabase(new CreateDatabaseRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseInput(DatabaseConverter.toGlue(database))));
    }

    void alter(String name, Database database) throws MetaException {
        catalog.change(glue -> glue.updateDatabase(new UpdateDatabaseRequest()
                .withCatalogId(catalog.catalogId())
                .withName(name.toLowerCase(Locale.ROOT))
                .withDatabaseInput(DatabaseConverter.toGlue(database))));
    }

    void drop(String name) throws MetaException {
        catalog.change(glue -> glue.deleteDatabase(new DeleteDatabaseRequest()
                .withCatalogId(catalog.catalogId())
                .withName(name.toLowerCase(Locale.ROOT))));
    }

    List<String> names() throws MetaException {
        GetDatabasesRequest request = new GetDatabasesRequest().withCatalogId(catalog.catalogId());
        List<String> names = new ArrayList<>();
        do {
            GetDatabasesResult page = catalog.ask(glue -> glue.getDatabases(request));
            page.getDatabaseList().forEach(database -> names.add(database.getName()));
            request.setNextToken(page.getNextToken());
        } while (request.getNextToken() != null);
        return names;
    }
}
