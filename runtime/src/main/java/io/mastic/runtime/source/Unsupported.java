package io.mastic.runtime.source;

import java.util.List;

/** Refusals of what Glue knows and this version does not do: in words, before any work. */
public final class Unsupported {
    private Unsupported() {}

    /** A format that is not read or written. */
    public static UnsupportedOperationException format(String format, String verb) {
        return new UnsupportedOperationException(
                "Format '%s' cannot be %s by this version of Mastic: use csv, json, parquet, orc or avro"
                        .formatted(format, verb));
    }

    /** Refuses options that would change the result and are not known. */
    public static void refuse(Options options, String where, List<String> names) {
        for (String name : names) {
            options.text(name).filter(value -> !value.isEmpty()).ifPresent(value -> {
                throw new UnsupportedOperationException(
                        "Option '%s' of %s is not supported by this version of Mastic".formatted(name, where));
            });
        }
    }
}
