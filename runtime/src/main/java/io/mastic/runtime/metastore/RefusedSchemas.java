package io.mastic.runtime.metastore;

import java.util.List;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.hadoop.hive.metastore.api.Index;
import org.apache.hadoop.hive.metastore.api.SQLForeignKey;
import org.apache.hadoop.hive.metastore.api.SQLPrimaryKey;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.api.Type;

/** Hive's indexes, constraints and types, which the Data Catalog does not have. */
public interface RefusedSchemas extends RawStore {
    @Override
    default boolean createType(Type type) {
        throw Refusal.of("createType");
    }

    @Override
    default Type getType(String name) {
        throw Refusal.of("getType");
    }

    @Override
    default boolean dropType(String name) {
        throw Refusal.of("dropType");
    }

    @Override
    default boolean addIndex(Index index) {
        throw Refusal.of("addIndex");
    }

    @Override
    default Index getIndex(String name1, String name2, String name3) {
        throw Refusal.of("getIndex");
    }

    @Override
    default boolean dropIndex(String name1, String name2, String name3) {
        throw Refusal.of("dropIndex");
    }

    @Override
    default List<String> listIndexNames(String name1, String name2, short max) {
        throw Refusal.of("listIndexNames");
    }

    @Override
    default void alterIndex(String name1, String name2, String name3, Index index) {
        throw Refusal.of("alterIndex");
    }

    @Override
    default List<SQLPrimaryKey> getPrimaryKeys(String name1, String name2) {
        throw Refusal.of("getPrimaryKeys");
    }

    @Override
    default List<SQLForeignKey> getForeignKeys(String name1, String name2, String name3, String name4) {
        throw Refusal.of("getForeignKeys");
    }

    @Override
    default void createTableWithConstraints(Table table, List<SQLPrimaryKey> list1, List<SQLForeignKey> list2) {
        throw Refusal.of("createTableWithConstraints");
    }

    @Override
    default void dropConstraint(String name1, String name2, String name3) {
        throw Refusal.of("dropConstraint");
    }

    @Override
    default void addPrimaryKeys(List<SQLPrimaryKey> list) {
        throw Refusal.of("addPrimaryKeys");
    }

    @Override
    default void addForeignKeys(List<SQLForeignKey> list) {
        throw Refusal.of("addForeignKeys");
    }
}
