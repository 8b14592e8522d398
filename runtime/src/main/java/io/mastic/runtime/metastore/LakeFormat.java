package io.mastic.runtime.metastore;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Table formats whose files Spark must not read as they lie, and the class by which Spark reads them. */
enum LakeFormat {
    ICEBERG("org.apache.iceberg.spark.source.IcebergSource"),
    DELTA("org.apache.spark.sql.delta.sources.DeltaDataSource"),
    HUDI("org.apache.hudi.DefaultSource");

    private final String reader;

    LakeFormat(String reader) {
        this.reader = reader;
    }

    static Optional<LakeFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }

    boolean isLoaded() {
        try {
            Class.forName(reader, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    String missing(String table) {
        String name = name().toLowerCase(Locale.ROOT);
        String title = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return ("Table %s is a table of the format %s, which this job has not loaded: run it with the job parameter"
                        + " --datalake-formats %s")
                .formatted(table, title, name);
    }
}
