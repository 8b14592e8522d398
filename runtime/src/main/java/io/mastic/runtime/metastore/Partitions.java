package io.mastic.runtime.metastore;

import com.amazonaws.SdkClientException;
import com.amazonaws.services.glue.model.BatchGetPartitionRequest;
import com.amazonaws.services.glue.model.BatchGetPartitionResult;
import com.amazonaws.services.glue.model.EntityNotFoundException;
import com.amazonaws.services.glue.model.GetPartitionRequest;
import com.amazonaws.services.glue.model.GetPartitionsRequest;
import com.amazonaws.services.glue.model.GetPartitionsResult;
import com.amazonaws.services.glue.model.PartitionValueList;
import io.mastic.runtime.metastore.OpenTransaction.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.hive.metastore.Warehouse;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.jspecify.annotations.Nullable;

/** What Hive asks about the partitions of the catalog's tables. */
final class Partitions {
    private static final int PAGE = 1000;
    private static final int GOT = 1000;

    private final CatalogConnection catalog;
    private final OpenTransaction transaction;
    private final Tables tables;

    Partitions(CatalogConnection catalog, OpenTransaction transaction, Tables tables) {
        this.catalog = catalog;
        this.transaction = transaction;
        this.tables = tables;
    }

    /**
     * @throws NoSuchObjectException when there is none
     */
    Partition get(TableName table, List<String> values) throws MetaException, NoSuchObjectException {
        GetPartitionRequest request = new GetPartitionRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(table.database())
                .withTableName(table.table())
                .withPartitionValues(values);
        try {
            return read(table, List.of(catalog.glue().getPartition(request).getPartition()))
                    .get(0);
        } catch (EntityNotFoundException e) {
            throw new NoSuchObjectException("partition values=" + values);
        } catch (SdkClientException e) {
            throw MetastoreErrors.meta(e);
        }
    }

    /** The table is asked for only if a partition leaves something to it. */
    private List<Partition> read(TableName table, List<com.amazonaws.services.glue.model.Partition> glue)
            throws MetaException {
        List<Partition> hive = PartitionConverter.toHive(glue);
        List<Partition> scant =
                hive.stream().filter(PartitionConverter::isScant).toList();
        if (!scant.isEmpty()) {
            Optional<Table> owner = tables.find(table);
            for (Partition one : owner.isPresent() ? scant : List.<Partition>of()) {
                PartitionConverter.complete(one, owner.get());
            }
        }
        return hive;
    }

    boolean exists(TableName table, List<String> values) throws MetaException {
        Optional<Boolean> foreseen = transaction.exists(table, values);
        if (foreseen.isPresent()) {
            return foreseen.get();
        }
        try {
            get(table, values);
            return true;
        } catch (NoSuchObjectException e) {
            return false;
        }
    }

    /** Finds out at once which partitions exist, about which Hive is going to ask one by one. */
    void foresee(TableName table, List<List<String>> all) throws MetaException {
        Map<List<String>, Boolean> existing = new HashMap<>();
        all.forEach(values -> existing.put(values, false));
        got(table, all, partition -> existing.put(List.copyOf(partition.getValues()), true));
        transaction.foresee(table, existing);
    }

    List<Partition> named(TableName table, List<List<String>> all) throws MetaException {
        List<com.amazonaws.services.glue.model.Partition> found = new ArrayList<>();
        got(table, all, found::add);
        return read(table, found);
    }

    private void got(
            TableName table, List<List<String>> all, Consumer<com.amazonaws.services.glue.model.Partition> taker)
            throws MetaException {
        for (List<List<String>> batch : Batches.of(all, GOT)) {
            BatchGetPartitionRequest request = new BatchGetPartitionRequest()
                    .withCatalogId(catalog.catalogId())
                    .withDatabaseName(table.database())
                    .withTableName(table.table())
                    .withPartitionsToGet(valueLists(batch));
            do {
                BatchGetPartitionResult answer = catalog.call(glue -> glue.batchGetPartition(request));
                answer.getPartitions().forEach(taker);
                request.setPartitionsToGet(answer.getUnprocessedKeys());
            } while (request.getPartitionsToGet() != null
                    && !request.getPartitionsToGet().isEmpty());
        }
    }

    static List<PartitionValueList> valueLists(List<List<String>> all) {
        return all.stream()
                .map(values -> new PartitionValueList().withValues(values))
                .toList();
    }

    /**
     * Partitions without their columns, which are the table's.
     *
     * @param expression the catalog's, or null for all
     * @param max how many at most; less than one for all
     */
    List<Partition> list(TableName table, @Nullable String expression, int max) throws MetaException {
        GetPartitionsRequest request = request(table).withExpression(expression);
        List<Partition> found = new ArrayList<>();
        do {
            request.setMaxResults(max > 0 ? Math.min(PAGE, max - found.size()) : PAGE);
            GetPartitionsResult page = catalog.call(glue -> glue.getPartitions(request));
            found.addAll(read(table, page.getPartitions()));
            request.setNextToken(page.getNextToken());
        } while (request.getNextToken() != null && (max <= 0 || found.size() < max));
        return found;
    }

    /** Partitions that have some values, wherever a value is not empty. */
    List<Partition> matching(TableName table, List<String> values, int max) throws MetaException {
        if (values.stream().allMatch(String::isEmpty)) {
            return list(table, null, max);
        }
        PartialValues partial =
                new PartialValues(StorageConverter.columns(tables.require(table).getPartitionKeys()), values);
        List<Partition> found = list(table, partial.expression().orElse(null), -1);
        found.removeIf(partition -> !partial.matches(partition.getValues()));
        return max > 0 && found.size() > max ? found.subList(0, max) : found;
    }

    /** The names of such partitions, {@code key=value/key=value}. */
    List<String> names(TableName table, List<String> values, int max) throws MetaException {
        List<FieldSchema> keys = StorageConverter.columns(tables.require(table).getPartitionKeys());
        List<String> names = new ArrayList<>();
        for (Partition partition : matching(table, values, max)) {
            names.add(Warehouse.makePartName(keys, partition.getValues()));
        }
        return names;
    }

    private GetPartitionsRequest request(TableName table) {
        return new GetPartitionsRequest()
                .withCatalogId(catalog.catalogId())
                .withDatabaseName(table.database())
                .withTableName(table.table())
                .withExcludeColumnSchema(true)
                .withMaxResults(PAGE);
    }

    /** The next partitions of a table that is being dropped, where Hive drops what it gets and asks again. */
    List<Partition> next(TableName table, int max) throws MetaException {
        Optional<PartitionSweep> open = transaction.sweep(table);
        PartitionSweep sweep = open.orElseGet(() -> new PartitionSweep(catalog, table, request(table)));
        if (open.isEmpty()) {
            transaction.begin(sweep);
        }
        return sweep.next(max);
    }
}
