package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.JsonPathParser;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Takes values out of JSON texts by their paths.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-extract-json-path.html">AWS</a>
 */
public final class ExtractJsonPath {
    private ExtractJsonPath() {}

    /**
     * Adds text columns, or overwrites those of these names. A path that leads nowhere, and text that is no JSON, gives null; an object or array gives its
     * JSON.
     *
     * @param jsonPaths such as {@code $.a}, {@code $['a b'][0]}, or only {@code a}
     * @param colList a name for each path
     * @param dropCol whether the JSON itself is left out, unless one of the names is its own
     * @throws IllegalArgumentException for lists of different lengths, and for a path that cannot be read
     */
    public static DynamicFrame apply(
            DynamicFrame frame, String colName, List<String> jsonPaths, List<String> colList, boolean dropCol) {
        if (jsonPaths.isEmpty() || jsonPaths.size() != colList.size()) {
            throw new IllegalArgumentException(
                    "The parameter jsonPaths has %d paths and colList %d names: give a name for each path"
                            .formatted(jsonPaths.size(), colList.size()));
        }
        Columns columns = Columns.of(frame);
        Column json = Columns.text(columns.value("colName", colName));
        List<TopLevel> dropped = dropCol ? List.of(columns.column("colName", colName)) : List.of();
        for (int at = 0; at < colList.size(); at++) {
            Value found = new Value(functions.get_json_object(json, path(jsonPaths.get(at))), DataTypes.StringType);
            columns = columns.with(Columns.name("colList", colList.get(at)), found);
        }
        return columns.without(dropped).select();
    }

    private static String path(String text) {
        String path = text.startsWith("$") ? text : "$" + (text.startsWith("[") ? "" : ".") + text;
        if (JsonPathParser.parse(path).isEmpty()) {
            throw new IllegalArgumentException("The parameter jsonPaths has \"" + text
                    + "\", which is no path: write a.b, $.a.b, $.a[0] or $['a b']");
        }
        return path;
    }
}
