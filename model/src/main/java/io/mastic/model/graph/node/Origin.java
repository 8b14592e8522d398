package io.mastic.model.graph.node;

import java.util.Objects;
import java.util.Optional;

/** Where a source's rows come from, as far as a schema can be read off it without running anything. */
public sealed interface Origin {
    /**
     * Files on S3.
     *
     * @param format {@code csv}, {@code json}, {@code parquet}, {@code excel}
     * @param separator between the fields of CSV
     * @param quote around fields of CSV; absent if none is meant
     * @param header whether the first line has the names
     * @param inParts whether a part of each file is its records: a JSON path
     */
    record Files(
            String format,
            FileOptions options,
            String separator,
            Optional<String> quote,
            boolean header,
            boolean inParts)
            implements Origin {
        public Files {
            Objects.requireNonNull(format);
            Objects.requireNonNull(options);
        }

        static Files of(String format, FileOptions options) {
            return new Files(format, options, ",", Optional.of("\""), true, false);
        }
    }

    /** A table of the Data Catalog. */
    record Table(String database, String name) implements Origin {}
}
