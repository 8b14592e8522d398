package io.mastic.server.catalog;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Partition indexes. Each method is one statement; callers open the transaction. */
interface IndexStore {
    /** Holds off other changes of the table's indexes until the transaction ends; empty if the table is gone. */
    @SqlQuery("select id from glue_table where id = :tableId for update")
    List<Long> lockTable(long tableId);

    @SqlUpdate("insert into glue_partition_index (table_id, name, doc) values (:tableId, :name, :doc)")
    void insert(long tableId, String name, String doc);

    @SqlQuery("select doc from glue_partition_index where table_id = :tableId order by table_id, name")
    List<String> list(long tableId);

    @SqlUpdate("delete from glue_partition_index where table_id = :tableId and name = :name")
    int delete(long tableId, String name);
}
