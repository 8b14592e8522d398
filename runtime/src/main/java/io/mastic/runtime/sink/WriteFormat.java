package io.mastic.runtime.sink;

import io.mastic.runtime.source.Options;
import io.mastic.runtime.source.TableFormat;
import io.mastic.runtime.source.Unsupported;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How rows become files.
 *
 * @param kind what Spark's writer is told
 * @param glueParquet the format was asked for by Glue's own Parquet writer's name
 * @param options of Spark's writer
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format.html">AWS</a>
 */
record WriteFormat(Kind kind, boolean glueParquet, Map<String, String> options) {
    /** The formats that are written. */
    enum Kind {
        AVRO,
        CSV,
        JSON,
        ORC,
        PARQUET;

        String sparkName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As Hive writes moments in text, with all the digits that Spark has. */
    private static final String MOMENT = "yyyy-MM-dd HH:mm:ss.SSSSSS";

    WriteFormat {
        options = Map.copyOf(options);
    }

    /**
     * @throws IllegalArgumentException for a missing format or a compression that the format does not have
     * @throws UnsupportedOperationException for a format that Glue writes and this version does not
     */
    static WriteFormat of(String format, Options options, Options connection) {
        String compression = options.text("compression")
                .or(() -> connection.text("compression"))
                .or(() -> connection.text("compressionType"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        boolean glueParquet = format.equalsIgnoreCase("glueparquet") || options.flag("useGlueParquetWriter", false);
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> csv(options, compression);
            case "json" -> new WriteFormat(Kind.JSON, false, text(compression));
            case "parquet", "glueparquet" -> parquet(options, compression, glueParquet);
            case "orc" -> binary(Kind.ORC, compression);
            case "avro" -> binary(Kind.AVRO, compression);
            case "" ->
                throw new IllegalArgumentException(
                        "An S3 sink needs a format: csv, json, parquet, glueparquet, orc or avro");
            default -> throw Unsupported.format(format, "written");
        };
    }

    /** How the files of a table are written. */
    static WriteFormat of(TableFormat table, Options options) {
        String compression = options.text("compression")
                .or(() -> Optional.ofNullable(table.options().get("compressionType")))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        boolean header = table.headerLines() > 0;
        return switch (table.kind()) {
            case PARQUET -> parquet(options, compression, true);
            case ORC -> binary(Kind.ORC, compression);
            case AVRO -> binary(Kind.AVRO, compression);
            case JSON -> new WriteFormat(Kind.JSON, false, text(compression));
            case CSV -> delimited(table.separator(), table.quote(), table.escape(), header, "", compression);
            case HIVE_TEXT -> delimited(table.separator(), table.quote(), "", header, table.nullText(), compression);
        };
    }

    /** Delimited text, as a table over such files reads it. */
    private static WriteFormat delimited(
            String separator, String quote, String escape, boolean header, String nullText, String compression) {
        Map<String, String> written = text(compression);
        written.put("sep", separator);
        written.put("quote", quote.isEmpty() ? "\u0000" : quote);
        written.put("escape", escape.isEmpty() ? "\u0000" : escape);
        written.put("header", String.valueOf(header));
        written.put("nullValue", nullText);
        written.put("emptyValue", "");
        written.put("ignoreLeadingWhiteSpace", "false");
        written.put("ignoreTrailingWhiteSpace", "false");
        return new WriteFormat(Kind.CSV, false, written);
    }

    private static WriteFormat parquet(Options options, String compression, boolean glueParquet) {
        Map<String, String> written = new HashMap<>();
        written.put("compression", compression.isEmpty() ? "snappy" : codec(compression));
        options.text("blockSize").ifPresent(size -> written.put("parquet.block.size", size));
        options.text("pageSize").ifPresent(size -> written.put("parquet.page.size", size));
        return new WriteFormat(Kind.PARQUET, glueParquet, written);
    }

    private static WriteFormat binary(Kind kind, String compression) {
        String codec = compression.isEmpty() ? "snappy" : compression;
        return new WriteFormat(
                kind, false, Map.of("compression", codec.equals("none") && kind == Kind.AVRO ? "uncompressed" : codec));
    }

    private static WriteFormat csv(Options options, String compression) {
        String quote = options.text("quoteChar", "\"");
        quote = quote.equals("-1") ? "" : quote;
        return delimited(
                options.text("separator", ","), quote, quote, options.flag("writeHeader", true), "", compression);
    }

    private static Map<String, String> text(String compression) {
        Map<String, String> written = new HashMap<>();
        written.put("timestampFormat", MOMENT);
        written.put("timestampNTZFormat", MOMENT);
        if (!compression.isEmpty()) {
            written.put("compression", codec(compression));
        }
        return written;
    }

    private static String codec(String compression) {
        return switch (compression) {
            case "none", "uncompressed", "" -> "none";
            case "gzip", "bzip2", "snappy", "lz4", "deflate", "zstd" -> compression;
            default ->
                throw new IllegalArgumentException("Compression '" + compression
                        + "' is not known: use none, gzip, bzip2, snappy, lz4, deflate or zstd");
        };
    }
}
