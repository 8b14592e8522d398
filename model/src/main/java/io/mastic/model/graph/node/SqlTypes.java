package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.Primitive;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the types of columns in Redshift and Snowflake become in a frame. */
final class SqlTypes {
    private static final Pattern LENGTH = Pattern.compile("\\s*\\(.*");
    private static final Pattern DECIMAL = Pattern.compile("(?:decimal|numeric|number)\\s*(\\(.*\\))?");
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("int2", "smallint"),
            Map.entry("smallint", "smallint"),
            Map.entry("int", "int"),
            Map.entry("int4", "int"),
            Map.entry("integer", "int"),
            Map.entry("int8", "bigint"),
            Map.entry("bigint", "bigint"),
            Map.entry("float4", "float"),
            Map.entry("real", "float"),
            Map.entry("float", "double"),
            Map.entry("float8", "double"),
            Map.entry("double", "double"),
            Map.entry("double precision", "double"),
            Map.entry("bool", "boolean"),
            Map.entry("boolean", "boolean"),
            Map.entry("date", "date"));

    private SqlTypes() {}

    /** A text for what is no number, moment or truth. */
    static FieldType inFrame(String type) {
        var word = type.strip().toLowerCase(Locale.ROOT);
        if (DECIMAL.matcher(word).matches()) {
            return decimal(word);
        }
        if (word.startsWith("timestamp") || word.startsWith("datetime")) {
            return FieldType.TIMESTAMP;
        }
        var plain = OTHERS.get(LENGTH.matcher(word).replaceFirst(""));
        return plain == null ? FieldType.STRING : new Primitive(plain);
    }

    private static FieldType decimal(String word) {
        var digits = word.indexOf('(') < 0
                ? "(38,0)"
                : word.substring(word.indexOf('(')).replace(" ", "");
        return new Primitive("decimal" + digits);
    }
}
