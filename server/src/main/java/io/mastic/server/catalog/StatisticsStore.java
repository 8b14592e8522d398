package io.mastic.server.catalog;

import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Statistics of columns, of a table or of a partition. Each method is one statement; callers open the transaction. */
interface StatisticsStore {
    @SqlQuery("select doc from glue_table_statistics where table_id = :tableId and column_name in (<columns>)")
    List<String> ofTable(long tableId, @BindList("columns") List<String> columns);

    @SqlUpdate("update glue_table_statistics set doc = :doc where table_id = :tableId and column_name = :column")
    int updateOfTable(long tableId, String column, String doc);

    @SqlUpdate(
            """
            insert into glue_table_statistics (table_id, column_name, doc) values (:tableId, :column, :doc)
            on conflict do nothing
            """)
    int insertOfTable(long tableId, String column, String doc);

    @SqlUpdate("delete from glue_table_statistics where table_id = :tableId and column_name = :column")
    int deleteOfTable(long tableId, String column);

    @SqlQuery(
            """
            select doc from glue_partition_statistics
            where table_id = :tableId and sort_key = :sortKey and column_name in (<columns>)
            """)
    List<String> ofPartition(long tableId, String sortKey, @BindList("columns") List<String> columns);

    @SqlUpdate(
            """
            update glue_partition_statistics set doc = :doc
            where table_id = :tableId and sort_key = :sortKey and column_name = :column
            """)
    int updateOfPartition(long tableId, String sortKey, String column, String doc);

    @SqlUpdate(
            """
            insert into glue_partition_statistics (table_id, sort_key, column_name, doc)
            values (:tableId, :sortKey, :column, :doc)
            on conflict do nothing
            """)
    int insertOfPartition(long tableId, String sortKey, String column, String doc);

    @SqlUpdate(
            """
            delete from glue_partition_statistics
            where table_id = :tableId and sort_key = :sortKey and column_name = :column
            """)
    int deleteOfPartition(long tableId, String sortKey, String column);
}
