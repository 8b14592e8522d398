package io.mastic.model.graph.node;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of tables and columns in SQL. */
enum SqlNames {
    /** Quotes every name, for a database that takes quoted names in any case. */
    QUOTED,
    /** Leaves plain names alone, for a database in which quotes make the case of letters count. */
    PLAIN;

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern QUOTED_NAME = Pattern.compile("\"(?:[^\"]|\"\")+\"");

    String of(String name) {
        boolean ready = QUOTED_NAME.matcher(name).matches()
                || this == PLAIN && PLAIN_NAME.matcher(name).matches();
        return ready ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    String of(Optional<String> schema, String table) {
        return schema.map(name -> of(name) + ".").orElse("") + of(table);
    }
}
