package io.mastic.server.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Partitions and their shared storage descriptors, in the caller's transaction. */
final class PartitionStore {
    /**
     * @param numbers one for each value, null where it is none
     * @param descriptorHash null for a partition without storage descriptor
     */
    record PartitionRow(
            String sortKey,
            int segment,
            List<String> values,
            List<@Nullable BigDecimal> numbers,
            @Nullable String descriptorHash,
            @Nullable String location,
            String doc) {}

    /** What is read back. */
    record StoredPartition(String sortKey, @Nullable String descriptorHash, @Nullable String location, String doc) {}

    private static final String INSERT =
            """
            insert into glue_partition (table_id, sort_key, segment, k1, k2, k3, k4, k5, k6, k7, k8,
                n1, n2, n3, n4, n5, n6, n7, n8, descriptor_hash, location, doc)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String SELECT =
            "select sort_key, descriptor_hash, location, doc from glue_partition where table_id = ? and ";

    private final Handle handle;

    PartitionStore(Handle handle) {
        this.handle = handle;
    }

    /** @return whether no partition had these values */
    boolean insert(long tableId, PartitionRow row) {
        var update = handle.createUpdate(INSERT)
                .bind(0, tableId)
                .bind(1, row.sortKey())
                .bind(2, row.segment());
        for (int i = 0; i < PartitionKeys.MOST; i++) {
            update.bind(3 + i, i < row.values().size() ? row.values().get(i) : null);
            update.bind(11 + i, i < row.numbers().size() ? row.numbers().get(i) : null);
        }
        return update.bind(19, row.descriptorHash())
                        .bind(20, row.location())
                        .bind(21, row.doc())
                        .execute()
                == 1;
    }

    int delete(long tableId, String sortKey) {
        return handle.createUpdate("delete from glue_partition where table_id = ? and sort_key = ?")
                .bind(0, tableId)
                .bind(1, sortKey)
                .execute();
    }

    Optional<StoredPartition> find(long tableId, String sortKey) {
        return handle.createQuery(SELECT + "sort_key = ?")
                .bind(0, tableId)
                .bind(1, sortKey)
                .map((result, context) -> read(result))
                .findOne();
    }

    /** In the order of keys, after a key; the order names the index's columns so that nothing is sorted. */
    List<StoredPartition> list(
            long tableId,
            String after,
            PartitionExpression.@Nullable Condition condition,
            @Nullable Segment segment,
            int limit) {
        var sql = new StringBuilder(SELECT).append("sort_key > ?");
        var values = new ArrayList<Object>(List.of(tableId, after));
        if (condition != null) {
            sql.append(" and ").append(condition.sql());
            values.addAll(condition.values());
        }
        if (segment != null) {
            sql.append(" and mod(segment, ?) = ?");
            values.add(segment.of());
            values.add(segment.number());
        }
        sql.append(" order by table_id, sort_key limit ?");
        values.add(limit);
        var query = handle.createQuery(sql);
        for (int i = 0; i < values.size(); i++) {
            query.bind(i, values.get(i));
        }
        return query.map((result, context) -> read(result)).list();
    }

    /** One of several disjoint parts that clients read side by side. */
    record Segment(int number, int of) {}

    private static StoredPartition read(ResultSet result) throws SQLException {
        return new StoredPartition(
                result.getString("sort_key"),
                result.getString("descriptor_hash"),
                result.getString("location"),
                result.getString("doc"));
    }

    void keepDescriptor(String hash, String doc) {
        handle.createUpdate(
                        """
                        insert into glue_storage_descriptor (hash, doc) values (:hash, :doc)
                        on conflict do nothing
                        """)
                .bind("hash", hash)
                .bind("doc", doc)
                .execute();
    }

    Map<String, String> descriptors(Collection<String> hashes) {
        var found = new HashMap<String, String>();
        if (!hashes.isEmpty()) {
            handle.createQuery("select hash, doc from glue_storage_descriptor where hash in (<hashes>)")
                    .bindList("hashes", List.copyOf(hashes))
                    .map((result, context) -> found.put(result.getString("hash"), result.getString("doc")))
                    .list();
        }
        return found;
    }
}
