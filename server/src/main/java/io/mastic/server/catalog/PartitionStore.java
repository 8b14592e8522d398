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
import org.jdbi.v3.core.statement.Update;
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
    private static final String UPDATE =
            """
            update glue_partition set sort_key = ?, segment = ?, k1 = ?, k2 = ?, k3 = ?, k4 = ?, k5 = ?, k6 = ?,
                k7 = ?, k8 = ?, n1 = ?, n2 = ?, n3 = ?, n4 = ?, n5 = ?, n6 = ?, n7 = ?, n8 = ?,
                descriptor_hash = ?, location = ?, doc = ?
            where table_id = ? and sort_key = ?
            """;
    private static final String SELECT =
            "select sort_key, descriptor_hash, location, doc from glue_partition where table_id = ? and ";

    /** A folder whose name only begins alike is another. */
    private static final String IN_FOLDER =
            " table_id = :tableId and (location = :from or substring(location, 1, char_length(:slashed)) = :slashed)";

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
        bind(update, 3, row);
        return update.execute() == 1;
    }

    /** What belongs to the partition stays with it, also under other values. */
    int update(long tableId, String sortKey, PartitionRow row) {
        var update = handle.createUpdate(UPDATE).bind(0, row.sortKey()).bind(1, row.segment());
        bind(update, 2, row);
        return update.bind(21, tableId).bind(22, sortKey).execute();
    }

    private static void bind(Update update, int first, PartitionRow row) {
        for (int i = 0; i < PartitionKeys.MOST; i++) {
            update.bind(first + i, i < row.values().size() ? row.values().get(i) : null);
            update.bind(
                    first + PartitionKeys.MOST + i,
                    i < row.numbers().size() ? row.numbers().get(i) : null);
        }
        int next = first + 2 * PartitionKeys.MOST;
        update.bind(next, row.descriptorHash()).bind(next + 1, row.location()).bind(next + 2, row.doc());
    }

    long count(long tableId) {
        return handle.createQuery("select count(*) from glue_partition where table_id = ?")
                .bind(0, tableId)
                .mapTo(Long.class)
                .one();
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

    /** @return the length of the longest location that {@link #move} would make */
    int longestMoved(long tableId, String from, String to) {
        return handle.createQuery(
                        "select coalesce(max(char_length(location)), 0) - char_length(:from) + char_length(:to)"
                                + " from glue_partition where" + IN_FOLDER)
                .bind("tableId", tableId)
                .bind("from", from)
                .bind("slashed", from + "/")
                .bind("to", to)
                .mapTo(Integer.class)
                .one();
    }

    /** Moves what lies in a folder to another; both are named without a slash at their ends. */
    void move(long tableId, String from, String to) {
        handle.createUpdate("update glue_partition set location = :to || substring(location, char_length(:slashed))"
                        + " where" + IN_FOLDER)
                .bind("tableId", tableId)
                .bind("from", from)
                .bind("slashed", from + "/")
                .bind("to", to)
                .execute();
    }

    void keepDescriptor(long tableId, String hash, String doc) {
        handle.createUpdate(
                        """
                        insert into glue_partition_descriptor (table_id, hash, doc) values (:tableId, :hash, :doc)
                        on conflict do nothing
                        """)
                .bind("tableId", tableId)
                .bind("hash", hash)
                .bind("doc", doc)
                .execute();
    }

    Map<String, String> descriptors(long tableId, Collection<String> hashes) {
        var found = new HashMap<String, String>();
        if (!hashes.isEmpty()) {
            handle.createQuery(
                            """
                            select hash, doc from glue_partition_descriptor
                            where table_id = :tableId and hash in (<hashes>)
                            """)
                    .bind("tableId", tableId)
                    .bindList("hashes", List.copyOf(hashes))
                    .map((result, context) -> found.put(result.getString("hash"), result.getString("doc")))
                    .list();
        }
        return found;
    }
}
