package io.mastic.model.graph.node;

import java.util.Objects;
import java.util.Optional;

/** Where a source's rows come from, as far as a schema can be read off it without running anything. */
public sealed interface Origin {
    /** Files on S3. */
    sealed interface Files extends Origin {
        FileOptions options();
    }

    /**
     * @param separator between fields
     * @param quote around fields; absent if none is meant
     * @param header whether the first line has the names
     */
    record Csv(FileOptions options, String separator, Optional<String> quote, boolean header) implements Files {
        public Csv {
            Objects.requireNonNull(options);
        }
    }

    /** @param path the JsonPath of the records in each file; absent if the files' own values are the records */
    record Json(FileOptions options, Optional<String> path) implements Files {
        public Json {
            Objects.requireNonNull(options);
        }
    }

    record Parquet(FileOptions options) implements Files {
        public Parquet {
            Objects.requireNonNull(options);
        }
    }

    /**
     * The first sheet of workbooks, with the names in its first row.
     *
     * @param rows how many are read at most
     * @param footer how many rows at the end are left out
     */
    record Excel(FileOptions options, Optional<Long> rows, Optional<Long> footer) implements Files {
        public Excel {
            Objects.requireNonNull(options);
        }
    }

    /** A table of the Data Catalog. */
    record Table(String database, String name) implements Origin {}
}
