package io.mastic.runtime.metastore;

import com.amazonaws.services.glue.model.GetPartitionsRequest;
import com.amazonaws.services.glue.model.GetPartitionsResult;
import io.mastic.runtime.metastore.OpenTransaction.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Partition;

/**
 * A table's partitions, some at a time. DROP TABLE asks for some, drops them and asks again until there are none: they
 * are only passed over here, because they go with their table, and would be lost if the table may not be dropped. No
 * more than a page of them is held.
 */
final class PartitionSweep {
    private final CatalogConnection catalog;
    private final TableName table;
    private final GetPartitionsRequest request;
    private final Deque<Partition> ahead = new ArrayDeque<>();
    private List<Partition> given = List.of();
    private boolean ended;

    PartitionSweep(CatalogConnection catalog, TableName table, GetPartitionsRequest request) {
        this.catalog = catalog;
        this.table = table;
        this.request = request;
    }

    TableName table() {
        return table;
    }

    /** The next partitions; the same as before if those were not passed. */
    List<Partition> next(int count) throws MetaException {
        if (given.isEmpty()) {
            while (ahead.size() < count && !ended) {
                GetPartitionsResult page = catalog.call(glue -> glue.getPartitions(request));
                ahead.addAll(PartitionConverter.toHive(page.getPartitions()));
                request.setNextToken(page.getNextToken());
                ended = page.getNextToken() == null;
            }
            List<Partition> next = new ArrayList<>();
            while (next.size() < count && !ahead.isEmpty()) {
                next.add(ahead.poll());
            }
            given = next;
        }
        return new ArrayList<>(given);
    }

    /** Whether exactly these were given last. */
    boolean isGiven(List<List<String>> values) {
        return given.stream().map(Partition::getValues).toList().equals(values);
    }

    void pass() {
        given = List.of();
    }
}
