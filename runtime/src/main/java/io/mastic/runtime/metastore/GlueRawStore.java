package io.mastic.runtime.metastore;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.Warehouse;
import org.apache.hadoop.hive.metastore.api.ColumnStatistics;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.Function;
import org.apache.hadoop.hive.metastore.api.Index;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.PrivilegeBag;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.thrift.TException;
import org.jspecify.annotations.Nullable;

/**
 * The Data Catalog as the store of an embedded Hive metastore: what Spark's Hive client calls, handed to the class that
 * it concerns. Hive makes an instance for each thread.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-data-catalog-hive.html">AWS</a>
 */
public final class GlueRawStore implements RefusedPrivileges, RefusedEvents, RefusedSchemas, RefusedQueries {
    private final OpenTransaction transaction = OpenTransaction.ofThread();
    private Configuration configuration = new Configuration(false);
    private @Nullable Parts parts;

    private record Parts(
            Databases databases,
            Tables tables,
            Partitions partitions,
            PartitionChanges partitionChanges,
            Functions functions) {}

    @Override
    public void setConf(Configuration given) {
        configuration = given;
        CatalogConnection catalog = CatalogConnection.of(given);
        Tables tables = new Tables(catalog, transaction);
        parts = new Parts(
                new Databases(catalog, given.get("hive.metastore.warehouse.dir", "")),
                tables,
                new Partitions(catalog, transaction, tables),
                new PartitionChanges(catalog, transaction, tables),
                new Functions(catalog));
    }

    @Override
    public Configuration getConf() {
        return configuration;
    }

    private Parts parts() {
        if (parts == null) {
            throw new IllegalStateException("The store has no configuration yet");
        }
        return parts;
    }

    @Override
    public boolean openTransaction() {
        transaction.open();
        return true;
    }

    @Override
    public boolean commitTransaction() {
        transaction.close();
        return true;
    }

    @Override
    public void rollbackTransaction() {
        transaction.close();
    }

    @Override
    public boolean isActiveTransaction() {
        return transaction.isOpen();
    }

    @Override
    public void shutdown() {}

    @Override
    public void flushCache() {}

    @Override
    public void verifySchema() {}

    /** Hive adds its own two roles at its start. */
    @Override
    public boolean addRole(String name, String owner) {
        return true;
    }

    /** Hive grants a table's owner everything; here IAM says who may do what. */
    @Override
    public boolean grantPrivileges(PrivilegeBag privileges) {
        return true;
    }

    @Override
    public List<Index> getIndexes(String database, String table, int max) {
        return new ArrayList<>();
    }

    @Override
    public @Nullable ColumnStatistics getTableColumnStatistics(String database, String table, List<String> columns) {
        return null;
    }

    @Override
    public List<ColumnStatistics> getPartitionColumnStatistics(
            String database, String table, List<String> partitions, List<String> columns) {
        return new ArrayList<>();
    }

    @Override
    public boolean deleteTableColumnStatistics(String database, String table, String column) {
        return true;
    }

    @Override
    public boolean deletePartitionColumnStatistics(
            String database, String table, String partition, List<String> values, String column) {
        return true;
    }

    @Override
    public Database getDatabase(String name) throws NoSuchObjectException {
        return parts().databases().get(name);
    }

    @Override
    public void createDatabase(Database database) throws MetaException {
        parts().databases().create(database);
    }

    @Override
    public boolean alterDatabase(String name, Database database) throws MetaException {
        parts().databases().alter(name, database);
        return true;
    }

    @Override
    public boolean dropDatabase(String name) throws MetaException {
        parts().databases().drop(name);
        return true;
    }

    @Override
    public List<String> getAllDatabases() throws MetaException {
        return parts().databases().names();
    }

    @Override
    public List<String> getDatabases(String pattern) throws MetaException {
        return NamePatterns.matching(getAllDatabases(), pattern);
    }

    @Override
    public @Nullable Table getTable(String database, String name) throws MetaException {
        return parts().tables().find(Tables.name(database, name)).orElse(null);
    }

    @Override
    public List<Table> getTableObjectsByName(String database, List<String> names) throws MetaException {
        return parts().tables().named(database, names);
    }

    @Override
    public List<String> getAllTables(String database) throws MetaException {
        return parts().tables().names(database, any -> true);
    }

    @Override
    public List<String> getTables(String database, String pattern) throws MetaException {
        return NamePatterns.matching(getAllTables(database), pattern);
    }

    @Override
    public List<String> getTables(String database, String pattern, TableType type) throws MetaException {
        List<String> names = parts().tables().names(database, type.name()::equals);
        return NamePatterns.matching(names, pattern);
    }

    @Override
    public void createTable(Table table) throws MetaException {
        parts().tables().create(table);
    }

    @Override
    public void alterTable(String database, String name, Table table) throws MetaException {
        parts().tables().alter(Tables.name(database, name), table);
    }

    @Override
    public boolean dropTable(String database, String name) throws MetaException {
        parts().tables().drop(Tables.name(database, name));
        return true;
    }

    @Override
    public Partition getPartition(String database, String table, List<String> values)
            throws MetaException, NoSuchObjectException {
        return parts().partitions().get(Tables.name(database, table), values);
    }

    @Override
    public Partition getPartitionWithAuth(
            String database, String table, List<String> values, String user, List<String> groups)
            throws MetaException, NoSuchObjectException {
        return getPartition(database, table, values);
    }

    @Override
    public boolean doesPartitionExist(String database, String table, List<String> values) throws MetaException {
        return parts().partitions().exists(Tables.name(database, table), values);
    }

    @Override
    public List<Partition> getPartitions(String database, String table, int max) throws MetaException {
        var name = Tables.name(database, table);
        return transaction.isOpen() && max > 0
                ? parts().partitions().next(name, max)
                : parts().partitions().list(name, null, max);
    }

    @Override
    public List<Partition> getPartitionsWithAuth(
            String database, String table, short max, String user, List<String> groups) throws MetaException {
        return parts().partitions().list(Tables.name(database, table), null, max);
    }

    @Override
    public List<Partition> getPartitionsByFilter(String database, String table, String filter, short max) {
        String expression = PartitionFilter.expressionOf(filter).orElse(null);
        try {
            return parts().partitions().list(Tables.name(database, table), expression, max);
        } catch (MetaException e) {
            // Instead of a MetaException from here, Spark shows advice about its own settings.
            throw MetastoreErrors.<RuntimeException>undeclared(new TException(e.getMessage(), e));
        }
    }

    @Override
    public List<Partition> getPartitionsByNames(String database, String table, List<String> names)
            throws MetaException {
        return parts().partitions().named(Tables.name(database, table), values(names));
    }

    private static List<List<String>> values(List<String> names) throws MetaException {
        List<List<String>> all = new ArrayList<>();
        for (String name : names) {
            all.add(new ArrayList<>(Warehouse.makeSpecFromName(name).values()));
        }
        return all;
    }

    @Override
    public List<Partition> listPartitionsPsWithAuth(
            String database, String table, List<String> values, short max, String user, List<String> groups)
            throws MetaException {
        return parts().partitions().matching(Tables.name(database, table), values, max);
    }

    @Override
    public List<String> listPartitionNames(String database, String table, short max) throws MetaException {
        return listPartitionNamesPs(database, table, List.of(), max);
    }

    @Override
    public List<String> listPartitionNamesPs(String database, String table, List<String> values, short max)
            throws MetaException {
        return parts().partitions().names(Tables.name(database, table), values, max);
    }

    @Override
    public boolean addPartition(Partition partition) throws MetaException {
        return addPartitions(partition.getDbName(), partition.getTableName(), List.of(partition));
    }

    @Override
    public boolean addPartitions(String database, String table, List<Partition> partitions) throws MetaException {
        parts().partitionChanges().add(Tables.name(database, table), partitions);
        return true;
    }

    @Override
    public void alterPartition(String database, String table, List<String> values, Partition partition)
            throws MetaException {
        parts().partitionChanges().alter(Tables.name(database, table), List.of(values), List.of(partition));
    }

    @Override
    public void alterPartitions(String database, String table, List<List<String>> values, List<Partition> partitions)
            throws MetaException {
        parts().partitionChanges().alter(Tables.name(database, table), values, partitions);
    }

    @Override
    public boolean dropPartition(String database, String table, List<String> values) throws MetaException {
        parts().partitionChanges().drop(Tables.name(database, table), values);
        return true;
    }

    @Override
    public void dropPartitions(String database, String table, List<String> names) throws MetaException {
        parts().partitionChanges().dropAll(Tables.name(database, table), values(names));
    }

    @Override
    public void createFunction(Function function) throws MetaException {
        parts().functions().create(function);
    }

    @Override
    public void alterFunction(String database, String name, Function function) throws MetaException {
        parts().functions().alter(database, name, function);
    }

    @Override
    public void dropFunction(String database, String name) throws MetaException {
        parts().functions().drop(database, name);
    }

    @Override
    public @Nullable Function getFunction(String database, String name) throws MetaException {
        return parts().functions().get(database, name);
    }

    @Override
    public List<String> getFunctions(String database, String pattern) throws MetaException {
        return parts().functions().names(database, pattern);
    }
}
