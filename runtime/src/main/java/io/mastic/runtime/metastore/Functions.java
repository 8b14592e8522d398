package io.mastic.runtime.metastore;

import com.amazonaws.SdkClientException;
import com.amazonaws.services.glue.model.CreateUserDefinedFunctionRequest;
import com.amazonaws.services.glue.model.DeleteUserDefinedFunctionRequest;
import com.amazonaws.services.glue.model.EntityNotFoundException;
import com.amazonaws.services.glue.model.GetUserDefinedFunctionRequest;
import com.amazonaws.services.glue.model.GetUserDefinedFunctionsRequest;
import com.amazonaws.services.glue.model.GetUserDefinedFunctionsResult;
import com.amazonaws.services.glue.model.UpdateUserDefinedFunctionRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.metastore.api.Function;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.jspecify.annotations.Nullable;

/** The user-defined functions of the catalog, in Hive's terms. */
final class Functions {
    private final CatalogConnection catalog;

    Functions(CatalogConnection catalog) {
        this.catalog = catalog;
    }

    /** Null when there is none. */
    @Nullable
    Function get(String database, String name) throws MetaException {
        GetUserDefinedFunctionRequest request = new GetUserDefinedFunctionRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(database)
                .withFunctionName(name);
        try {
            return FunctionConverter.toHive(
                    catalog.glue().getUserDefinedFunction(request).getUserDefinedFunction(), database);
        } catch (EntityNotFoundException e) {
            return null;
        } catch (SdkClientException e) {
            throw MetastoreErrors.meta(e);
        }
    }

    List<String> names(String database, String pattern) throws MetaException {
        GetUserDefinedFunctionsRequest request = new GetUserDefinedFunctionsRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(database)
                .withPattern(".*");
        List<String> names = new ArrayList<>();
        do {
            GetUserDefinedFunctionsResult page = catalog.call(glue -> glue.getUserDefinedFunctions(request));
            page.getUserDefinedFunctions().forEach(function -> names.add(function.getFunctionName()));
            request.setNextToken(page.getNextToken());
        } while (request.getNextToken() != null);
        return NamePatterns.matching(names, pattern);
    }

    void create(Function function) throws MetaException {
        catalog.change(glue -> glue.createUserDefinedFunction(new CreateUserDefinedFunctionRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(function.getDbName())
                .withFunctionInput(FunctionConverter.toGlue(function))));
    }

    void alter(String database, String name, Function function) throws MetaException {
        catalog.change(glue -> glue.updateUserDefinedFunction(new UpdateUserDefinedFunctionRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(database)
                .withFunctionName(name)
                .withFunctionInput(FunctionConverter.toGlue(function))));
    }

    void drop(String database, String name) throws MetaException {
        catalog.change(glue -> glue.deleteUserDefinedFunction(new DeleteUserDefinedFunctionRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(database)
                .withFunctionName(name)));
    }
}
