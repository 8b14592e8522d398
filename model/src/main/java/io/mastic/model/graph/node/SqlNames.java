package io.mastic.model.graph.node;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How names of schemas, tables and columns are written. */
enum SqlNames {
    /** In SQL for Redshift, which takes quoted names in any case. */
    REDSHIFT,
    /** In SQL for Snowflake, to which a plain name means the one in capitals. */
    SNOWFLAKE,
    /** In the library's options: plain names as they are. */
    OPTION;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")+\"");

    String of(String name) {
        boolean plain = PLAIN.matcher(name).matches();
        if (QUOTED.matcher(name).matches() || plain && this == OPTION) {
            return name;
        }
        var meant = plain && this == SNOWFLAKE ? name.toUpperCase(Locale.ROOT) : name;
        return "\"" + meant.replace("\"", "\"\"") + "\"";
    }

    String of(Optional<String> schema, String table) {
        return schema.map(name -> of(name) + ".").orElse("") + of(table);
    }
}
