package io.mastic.runtime.catalog;

import com.amazonaws.services.glue.AWSGlue;
import com.amazonaws.services.glue.model.BatchCreatePartitionRequest;
import com.amazonaws.services.glue.model.BatchDeletePartitionRequest;
import com.amazonaws.services.glue.model.CreateTableRequest;
import com.amazonaws.services.glue.model.EntityNotFoundException;
import com.amazonaws.services.glue.model.GetDatabaseRequest;
import com.amazonaws.services.glue.model.GetPartitionsRequest;
import com.amazonaws.services.glue.model.GetPartitionsResult;
import com.amazonaws.services.glue.model.GetTableRequest;
import com.amazonaws.services.glue.model.Partition;
import com.amazonaws.services.glue.model.PartitionError;
import com.amazonaws.services.glue.model.PartitionInput;
import com.amazonaws.services.glue.model.PartitionValueList;
import com.amazonaws.services.glue.model.Table;
import com.amazonaws.services.glue.model.TableInput;
import com.amazonaws.services.glue.model.UpdateTableRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Data Catalog, asked over the Glue API with the credentials of the run. Errors are those of the SDK, with AWS's
 * codes and texts. Safe for use by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog.html">AWS</a>
 */
public final class DataCatalog {
    private static final int PAGE = 1000;
    private static final int BATCH = 100;
    private static final int DELETED_AT_ONCE = 25;

    private final AWSGlue glue;
    private final @Nullable String catalogId;

    private DataCatalog(AWSGlue glue, @Nullable String catalogId) {
        this.glue = glue;
        this.catalogId = catalogId;
    }

    /** The catalog at the endpoint, in the region and with the credentials of this process's environment. */
    public static DataCatalog fromEnvironment() {
        return new DataCatalog(CatalogClient.fromEnvironment(), null);
    }

    /** The catalog of an account; "" is this one. */
    public DataCatalog of(String account) {
        return account.isEmpty() ? this : new DataCatalog(glue, account);
    }

    /**
     * @throws EntityNotFoundException when there is none
     */
    public void requireDatabase(String database) {
        glue.getDatabase(new GetDatabaseRequest().withCatalogId(catalogId).withName(database));
    }

    /**
     * @throws EntityNotFoundException when there is no such table or database
     */
    public Table table(String database, String name) {
        return glue.getTable(new GetTableRequest()
                        .withCatalogId(catalogId)
                        .withDatabaseName(database)
                        .withName(name))
                .getTable();
    }

    public Optional<Table> findTable(String database, String name) {
        try {
            return Optional.of(table(database, name));
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * All partitions of a table, without their columns, a thousand a request.
     *
     * @param expression the catalog's own filter over the keys, or "" for all
     */
    public List<Partition> partitions(String database, String table, String expression) {
        GetPartitionsRequest request = new GetPartitionsRequest()
                .withCatalogId(catalogId)
                .withDatabaseName(database)
                .withTableName(table)
                .withExpression(expression.isEmpty() ? null : expression)
                .withExcludeColumnSchema(true)
                .withMaxResults(PAGE);
        List<Partition> found = new ArrayList<>();
        GetPartitionsResult page;
        do {
            page = glue.getPartitions(request);
            found.addAll(page.getPartitions());
            request.setNextToken(page.getNextToken());
        } while (page.getNextToken() != null);
        return found;
    }

    /**
     * @throws com.amazonaws.services.glue.model.AlreadyExistsException when there is such a table
     */
    public void createTable(String database, TableInput table) {
        glue.createTable(new CreateTableRequest()
                .withCatalogId(catalogId)
                .withDatabaseName(database)
                .withTableInput(table));
    }

    /**
     * Replaces a table's definition if nobody has since the given version.
     *
     * @throws com.amazonaws.services.glue.model.ConcurrentModificationException when somebody has
     */
    public void updateTable(String database, TableInput table, String version) {
        glue.updateTable(new UpdateTableRequest()
                .withCatalogId(catalogId)
                .withDatabaseName(database)
                .withTableInput(table)
                .withVersionId(version));
    }

    /**
     * Adds partitions, a hundred a request. One that exists stays as it is.
     *
     * @throws IllegalStateException with the catalog's text when one cannot be added; others may have been
     */
    public void addPartitions(String database, String table, List<PartitionInput> partitions) {
        for (int from = 0; from < partitions.size(); from += BATCH) {
            List<PartitionInput> batch = partitions.subList(from, Math.min(from + BATCH, partitions.size()));
            List<PartitionError> errors = glue.batchCreatePartition(new BatchCreatePartitionRequest()
                            .withCatalogId(catalogId)
                            .withDatabaseName(database)
                            .withTableName(table)
                            .withPartitionInputList(batch))
                    .getErrors();
            requireDone("added", database, table, errors, "AlreadyExistsException");
        }
    }

    /**
     * Deletes partitions, 25 a request. One that is gone already is no error.
     *
     * @throws IllegalStateException with the catalog's text when one cannot be deleted; others may have been
     */
    public void deletePartitions(String database, String table, List<List<String>> partitions) {
        for (int from = 0; from < partitions.size(); from += DELETED_AT_ONCE) {
            List<PartitionValueList> batch =
                    partitions.subList(from, Math.min(from + DELETED_AT_ONCE, partitions.size())).stream()
                            .map(values -> new PartitionValueList().withValues(values))
                            .toList();
            List<PartitionError> errors = glue.batchDeletePartition(new BatchDeletePartitionRequest()
                            .withCatalogId(catalogId)
                            .withDatabaseName(database)
                            .withTableName(table)
                            .withPartitionsToDelete(batch))
                    .getErrors();
            requireDone("deleted", database, table, errors, "EntityNotFoundException");
        }
    }

    private static void requireDone(
            String what, String database, String table, @Nullable List<PartitionError> errors, String harmless) {
        for (PartitionError error : errors == null ? List.<PartitionError>of() : errors) {
            String code = error.getErrorDetail().getErrorCode();
            if (!code.equals(harmless)) {
                throw new IllegalStateException("Partition %s of %s.%s was not %s: %s: %s"
                        .formatted(
                                error.getPartitionValues(),
                                database,
                                table,
                                what,
                                code,
                                error.getErrorDetail().getErrorMessage()));
            }
        }
    }
}
