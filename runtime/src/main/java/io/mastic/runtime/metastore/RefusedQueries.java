package io.mastic.runtime.metastore;

import java.util.List;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.hadoop.hive.metastore.api.AggrStats;
import org.apache.hadoop.hive.metastore.api.ColumnStatistics;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Function;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.PartitionValuesResponse;
import org.apache.hadoop.hive.metastore.api.TableMeta;
import org.apache.hadoop.hive.metastore.partition.spec.PartitionSpecProxy;

/** Questions of Hive's that Spark does not ask, and statistics: Spark keeps its own in parameters. */
public interface RefusedQueries extends RawStore {
    @Override
    default boolean addPartitions(String name1, String name2, PartitionSpecProxy partitionSpecProxy, boolean flag) {
        throw Refusal.of("addPartitions");
    }

    @Override
    default List<TableMeta> getTableMeta(String name1, String name2, List<String> list) {
        throw Refusal.of("getTableMeta");
    }

    @Override
    default List<String> listTableNamesByFilter(String name1, String name2, short max) {
        throw Refusal.of("listTableNamesByFilter");
    }

    @Override
    default PartitionValuesResponse listPartitionValues(
            String name1,
            String name2,
            List<FieldSchema> list1,
            boolean flag1,
            String name3,
            boolean flag2,
            List<FieldSchema> list2,
            long number) {
        throw Refusal.of("listPartitionValues");
    }

    @Override
    default List<String> listPartitionNamesByFilter(String name1, String name2, String name3, short max) {
        throw Refusal.of("listPartitionNamesByFilter");
    }

    @Override
    default boolean getPartitionsByExpr(
            String name1, String name2, byte[] bytes, String name3, short max, List<Partition> list) {
        throw Refusal.of("getPartitionsByExpr");
    }

    @Override
    default int getNumPartitionsByFilter(String name1, String name2, String name3) {
        throw Refusal.of("getNumPartitionsByFilter");
    }

    @Override
    default int getNumPartitionsByExpr(String name1, String name2, byte[] bytes) {
        throw Refusal.of("getNumPartitionsByExpr");
    }

    @Override
    default boolean updateTableColumnStatistics(ColumnStatistics columnStatistics) {
        throw Refusal.of("updateTableColumnStatistics");
    }

    @Override
    default boolean updatePartitionColumnStatistics(ColumnStatistics columnStatistics, List<String> list) {
        throw Refusal.of("updatePartitionColumnStatistics");
    }

    @Override
    default List<Function> getAllFunctions() {
        throw Refusal.of("getAllFunctions");
    }

    @Override
    default AggrStats get_aggr_stats_for(String name1, String name2, List<String> list1, List<String> list2) {
        throw Refusal.of("get_aggr_stats_for");
    }
}
