package io.mastic.runtime.metastore;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.Warehouse;
import org.apache.hadoop.hive.metastore.api.InvalidObjectException;
import org.apache.hadoop.hive.metastore.api.InvalidOperationException;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a table another name. Files of a managed table that lie where its name says move along: they are copied, then
 * the catalog renames the table and moves its partitions at once, then the old files go. So a process that dies in
 * between leaves a whole table, under one name or the other.
 */
record Renaming(RawStore store, Warehouse warehouse, Configuration configuration) {
    private static final Logger LOG = LoggerFactory.getLogger(Renaming.class);

    void rename(String database, String name, Table renamed) throws InvalidOperationException, MetaException {
        Table present = store.getTable(database, name);
        if (present == null) {
            throw new InvalidOperationException("table " + database + "." + name + " doesn't exist");
        }
        if (store.getTable(renamed.getDbName(), renamed.getTableName()) != null) {
            throw new InvalidOperationException(
                    "new table " + renamed.getDbName() + "." + renamed.getTableName() + " already exists");
        }
        try {
            if (liesUnderItsName(present)) {
                moved(present, renamed);
            } else {
                store.alterTable(database, name, renamed);
            }
        } catch (InvalidObjectException | NoSuchObjectException e) {
            throw new InvalidOperationException(e.getMessage());
        } catch (IOException e) {
            throw new InvalidOperationException(
                    "The files of " + database + "." + name + " could not be copied: " + e.getMessage());
        }
    }

    private boolean liesUnderItsName(Table table) throws MetaException, NoSuchObjectException {
        if (!table.getTableType().equals(TableType.MANAGED_TABLE.name())
                || table.getSd().getLocation() == null) {
            return false;
        }
        Path location = warehouse.getDnsPath(new Path(table.getSd().getLocation()));
        return location.equals(place(table));
    }

    private Path place(Table table) throws MetaException, NoSuchObjectException {
        Path folder = warehouse.getDatabasePath(store.getDatabase(table.getDbName()));
        return warehouse.getDnsPath(new Path(folder, table.getTableName().toLowerCase(java.util.Locale.ROOT)));
    }

    private void moved(Table present, Table renamed)
            throws IOException, InvalidOperationException, MetaException, InvalidObjectException,
                    NoSuchObjectException {
        Path from = place(present);
        Path to = place(renamed);
        FileSystem source = from.getFileSystem(configuration);
        FileSystem target = to.getFileSystem(configuration);
        if (target.exists(to)) {
            throw new InvalidOperationException("New location for this table already exists: " + to);
        }
        renamed.getSd().setLocation(to.toString());
        boolean settled = false;
        try {
            if (source.exists(from)) {
                FileUtil.copy(source, from, target, to, false, true, configuration);
            }
            store.alterTable(present.getDbName(), present.getTableName(), renamed);
            settled = true;
        } finally {
            if (!settled && store.getTable(renamed.getDbName(), renamed.getTableName()) == null) {
                removed(target, to);
            }
        }
        removed(source, from);
    }

    private static void removed(FileSystem files, Path folder) {
        try {
            files.delete(folder, true);
        } catch (IOException e) {
            LOG.warn("Files at {} are left, which no table has any more: {}", folder, e.toString());
        }
    }
}
