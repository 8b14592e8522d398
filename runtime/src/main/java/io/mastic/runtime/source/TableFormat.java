package io.mastic.runtime.source;

import com.amazonaws.services.glue.model.SerDeInfo;
import com.amazonaws.services.glue.model.StorageDescriptor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a table or partition are written, as its description tells: the classification that crawlers set,
 * else Hive's serialization library. Options of the library win over those of the partition or table.
 *
 * @param options of table, storage and library together, as far as they say how to read and write
 */
public record TableFormat(Kind kind, Map<String, String> options) {
    /** What Mastic reads and writes. */
    public enum Kind {
        PARQUET,
        ORC,
        AVRO,
        JSON,
        /** Columns between separators, with quotes. */
        CSV,
        /** Columns between separators as Hive writes them: no quotes, nested values, a text for null. */
        HIVE_TEXT
    }

    /** All other parameters are statistics and notes, which differ between partitions of one format. */
    private static final Set<String> OF_FORMAT = Set.of(
            "classification",
            "delimiter",
            "separatorChar",
            "field.delim",
            "serialization.format",
            "collection.delim",
            "colelction.delim",
            "quoteChar",
            "escapeChar",
            "escape.delim",
            "serialization.null.format",
            "skip.header.line.count",
            "compressionType");

    static final String MAPPING = "mapping.";

    /** Nothing is quoted, and a text stands for null. */
    boolean isHives() {
        return kind == Kind.HIVE_TEXT;
    }

    public TableFormat {
        options = Map.copyOf(options);
    }

    /**
     * @param table the table's parameters
     * @param partition the partition's parameters, which win
     * @throws UnsupportedOperationException for formats that are not read
     */
    public static TableFormat of(
            StorageDescriptor storage, @Nullable Map<String, String> table, @Nullable Map<String, String> partition) {
        SerDeInfo serializer = storage.getSerdeInfo() == null ? new SerDeInfo() : storage.getSerdeInfo();
        Map<String, String> options = new HashMap<>();
        addAll(options, table);
        addAll(options, partition);
        addAll(options, storage.getParameters());
        addAll(options, serializer.getParameters());
        String library = lower(serializer.getSerializationLibrary());
        String input = lower(storage.getInputFormat());
        String classification = lower(options.get("classification"));
        return new TableFormat(kind(library, input, classification), options);
    }

    private static Kind kind(String library, String input, String classification) {
        if (library.contains("parquet") || input.contains("parquet")) {
            return Kind.PARQUET;
        }
        if (library.contains("orcserde") || input.contains("orcinputformat")) {
            return Kind.ORC;
        }
        if (library.endsWith(".avroserde")) {
            return Kind.AVRO;
        }
        if (library.endsWith(".jsonserde")) {
            return Kind.JSON;
        }
        if (library.endsWith(".opencsvserde")) {
            return Kind.CSV;
        }
        if (library.endsWith(".lazysimpleserde")) {
            return classification.equals("csv") ? Kind.CSV : Kind.HIVE_TEXT;
        }
        if (library.isEmpty() && classification.isEmpty() && input.endsWith(".textinputformat")) {
            return Kind.HIVE_TEXT;
        }
        return switch (library.isEmpty() ? classification : "") {
            case "parquet", "glueparquet" -> Kind.PARQUET;
            case "orc" -> Kind.ORC;
            case "avro" -> Kind.AVRO;
            case "json" -> Kind.JSON;
            case "csv" -> Kind.CSV;
            default ->
                throw new UnsupportedOperationException(
                        ("Tables with SerDe '%s', input format '%s' and classification '%s' are not supported by this"
                                        + " version of Mastic")
                                .formatted(library, input, classification));
        };
    }

    private static void addAll(Map<String, String> options, @Nullable Map<String, String> more) {
        if (more != null) {
            more.forEach((name, value) -> {
                if (value != null && (OF_FORMAT.contains(name) || name.startsWith(MAPPING))) {
                    options.put(name, value);
                }
            });
        }
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** The character between columns. */
    public String separator() {
        if (kind == Kind.CSV) {
            return character("separatorChar", character("field.delim", character("delimiter", ",")));
        }
        return character("field.delim", character("serialization.format", "\u0001"));
    }

    /** The quote, or "" for none. */
    public String quote() {
        String quote = options.getOrDefault("quoteChar", "\"");
        return kind == Kind.CSV && !quote.equals("-1") ? quote : "";
    }

    /** The escape; the quote where quotes are doubled, or "" for none. */
    public String escape() {
        return options.getOrDefault("escapeChar", options.getOrDefault("escape.delim", quote()));
    }

    /** The text that stands for null in Hive's text files. */
    public String nullText() {
        return options.getOrDefault("serialization.null.format", "\\N");
    }

    /** How many lines of each file are not data. */
    public int headerLines() {
        String lines = options.getOrDefault("skip.header.line.count", "0").trim();
        try {
            return Integer.parseInt(lines);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("skip.header.line.count is not a number: " + lines, e);
        }
    }

    /** The character between the elements of an array in Hive's text; Hive long misspelt its name. */
    public String items() {
        return character("collection.delim", character("colelction.delim", "\u0002"));
    }

    /** A character, which Hive also takes as the number of its code, and some clients send as an escape. */
    private String character(String name, String otherwise) {
        String text = options.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (text.equals("\\t")) {
            return "\t";
        }
        if (text.matches("\\\\(u00|0)\\d\\d")) {
            return String.valueOf((char) Integer.parseInt(text.substring(text.length() - 2)));
        }
        boolean code = kind == Kind.HIVE_TEXT && text.matches("\\d{1,3}");
        return code ? String.valueOf((char) Integer.parseInt(text)) : text;
    }
}
