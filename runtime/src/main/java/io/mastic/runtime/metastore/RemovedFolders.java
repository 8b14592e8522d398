package io.mastic.runtime.metastore;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.metastore.HiveMetaStoreFsImpl;
import org.apache.hadoop.hive.metastore.api.MetaException;

/**
 * Removes the folders of dropped tables and databases, as Hive does, but goes around the files of external tables:
 * DROP DATABASE CASCADE would otherwise take along all that lies in the database's folder.
 */
public final class RemovedFolders extends HiveMetaStoreFsImpl {
    @Override
    public boolean deleteDir(FileSystem fs, Path folder, boolean recursive, boolean purge, Configuration configuration)
            throws MetaException {
        Set<String> kept = OpenTransaction.ofThread().kept();
        if (kept.stream().anyMatch(location -> contains(folder, new Path(location)))) {
            try {
                for (FileStatus child : fs.listStatus(folder)) {
                    if (kept.stream().noneMatch(location -> contains(new Path(location), child.getPath()))) {
                        deleteDir(fs, child.getPath(), recursive, purge, configuration);
                    }
                }
            } catch (IOException e) {
                MetaException failure = new MetaException("Unable to delete what lies in " + folder + ": " + e);
                failure.initCause(e);
                throw failure;
            }
            return true;
        }
        return super.deleteDir(fs, folder, recursive, purge, configuration);
    }

    /** Whether a path lies in a folder or is it. S3 has several schemes for one place. */
    private static boolean contains(Path folder, Path path) {
        for (Path one = path; one != null; one = one.getParent()) {
            if (text(one).equals(text(folder))) {
                return true;
            }
        }
        return false;
    }

    private static String text(Path path) {
        String authority = path.toUri().getAuthority();
        return (authority == null ? "" : authority) + path.toUri().getPath();
    }
}
