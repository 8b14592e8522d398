package io.mastic.runtime.metastore;

import com.amazonaws.services.glue.model.BatchCreatePartitionRequest;
import com.amazonaws.services.glue.model.BatchDeletePartitionRequest;
import com.amazonaws.services.glue.model.BatchUpdatePartitionFailureEntry;
import com.amazonaws.services.glue.model.BatchUpdatePartitionRequest;
import com.amazonaws.services.glue.model.BatchUpdatePartitionRequestEntry;
import com.amazonaws.services.glue.model.DeletePartitionRequest;
import com.amazonaws.services.glue.model.ErrorDetail;
import com.amazonaws.services.glue.model.PartitionError;
import com.amazonaws.services.glue.model.PartitionInput;
import io.mastic.runtime.metastore.OpenTransaction.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.jspecify.annotations.Nullable;

/** What Hive changes about the partitions of the catalog's tables. */
final class PartitionChanges {
    private static final int CREATED = 100;
    private static final int UPDATED = 100;
    private static final int DELETED = 25;
    /** How many places an error names. */
    private static final int NAMED = 10;

    private final CatalogConnection catalog;
    private final OpenTransaction transaction;
    private final Tables tables;

    PartitionChanges(CatalogConnection catalog, OpenTransaction transaction, Tables tables) {
        this.catalog = catalog;
        this.transaction = transaction;
        this.tables = tables;
    }

    /**
     * Adds partitions, a hundred a request.
     *
     * @throws MetaException with the places of those that were not added
     */
    void add(TableName table, List<Partition> partitions) throws MetaException {
        Function<Partition, PartitionInput> input = PartitionConverter.toGlue(tables.require(table));
        for (List<Partition> batch : Batches.of(partitions, CREATED)) {
            List<PartitionInput> inputs = batch.stream().map(input).toList();
            BatchCreatePartitionRequest request = new BatchCreatePartitionRequest()
                    .withCatalogId(catalog.catalogId())
                    .withDatabaseName(table.database())
                    .withTableName(table.table())
                    .withPartitionInputList(inputs);
            try {
                requireNone(
                        catalog.call(glue -> glue.batchCreatePartition(request).getErrors()));
            } catch (MetaException e) {
                throw leaving(e, batch);
            }
        }
    }

    /** By then Spark has written the files of an INSERT: nobody would find them. */
    private static MetaException leaving(MetaException failure, List<Partition> partitions) {
        List<String> places = partitions.stream()
                .map(partition -> partition.getSd().getLocation())
                .filter(Objects::nonNull)
                .toList();
        String more = places.size() > NAMED ? " and " + (places.size() - NAMED) + " more" : "";
        MetaException told =
                new MetaException("%s The partitions are not in the catalog; what was written for them lies at %s%s"
                        .formatted(
                                failure.getMessage(),
                                String.join(", ", places.subList(0, Math.min(NAMED, places.size()))),
                                more));
        told.initCause(failure.getCause());
        return told;
    }

    private static void requireNone(@Nullable List<PartitionError> errors) throws MetaException {
        for (PartitionError error : errors == null ? List.<PartitionError>of() : errors) {
            throw failure(error.getPartitionValues(), error.getErrorDetail());
        }
    }

    private static MetaException failure(List<String> values, ErrorDetail error) {
        String text = "%s: %s Partition values: %s".formatted(error.getErrorCode(), error.getErrorMessage(), values);
        if (error.getErrorCode().equals("AlreadyExistsException")) {
            throw MetastoreErrors.<RuntimeException>undeclared(new AlreadyExistsException(text));
        }
        return new MetaException(text);
    }

    /** Replaces partitions; one that gets other values is made anew, which the catalog has no operation for. */
    void alter(TableName table, List<List<String>> values, List<Partition> partitions) throws MetaException {
        Function<Partition, PartitionInput> input = PartitionConverter.toGlue(tables.require(table));
        List<BatchUpdatePartitionRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            if (values.get(i).equals(partition.getValues())) {
                entries.add(new BatchUpdatePartitionRequestEntry()
                        .withPartitionValueList(values.get(i))
                        .withPartitionInput(input.apply(partition)));
            } else {
                add(table, List.of(partition));
                drop(table, values.get(i));
            }
        }
        for (List<BatchUpdatePartitionRequestEntry> batch : Batches.of(entries, UPDATED)) {
            List<BatchUpdatePartitionFailureEntry> errors = catalog.call(
                            glue -> glue.batchUpdatePartition(new BatchUpdatePartitionRequest()
                                    .withCatalogId(catalog.catalogId())
                                    .withDatabaseName(table.database())
                                    .withTableName(table.table())
                                    .withEntries(batch)))
                    .getErrors();
            for (var error : errors == null ? List.<BatchUpdatePartitionFailureEntry>of() : errors) {
                throw failure(error.getPartitionValueList(), error.getErrorDetail());
            }
        }
    }

    void drop(TableName table, List<String> values) throws MetaException {
        catalog.call(glue -> glue.deletePartition(new DeletePartitionRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(table.database())
                .withTableName(table.table())
                .withPartitionValues(values)));
    }

    /** Drops partitions; those of a table that is being dropped go with it. */
    void dropAll(TableName table, List<List<String>> all) throws MetaException {
        Optional<PartitionSweep> sweep = transaction.sweep(table).filter(one -> one.isGiven(all));
        if (sweep.isPresent()) {
            sweep.get().pass();
            return;
        }
        for (List<List<String>> batch : Batches.of(all, DELETED)) {
            BatchDeletePartitionRequest request = new BatchDeletePartitionRequest()
                    .withCatalogId(catalog.catalogId())
                    .withDatabaseName(table.database())
                    .withTableName(table.table())
                    .withPartitionsToDelete(Partitions.valueLists(batch));
            requireNone(catalog.call(glue -> glue.batchDeletePartition(request).getErrors()));
        }
    }
}
