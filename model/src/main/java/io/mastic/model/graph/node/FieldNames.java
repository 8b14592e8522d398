package io.mastic.model.graph.node;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Paths of fields as the library's calls take them: names with dots between, in backticks where a name has dots or brackets
 * itself.
 */
final class FieldNames {
    private static final Pattern QUOTED = Pattern.compile(".*[.`()].*", Pattern.DOTALL);

    private FieldNames() {}

    static List<String> all(List<List<String>> paths) {
        return paths.stream().map(FieldNames::quoted).toList();
    }

    static String quoted(List<String> path) {
        return path.stream().map(FieldNames::quoted).collect(Collectors.joining("."));
    }

    /** A name that is in backticks already stays as it is. */
    static String quoted(String name) {
        boolean plain =
                !QUOTED.matcher(name).matches() || name.length() > 1 && name.startsWith("`") && name.endsWith("`");
        return plain ? name : "`" + name.replace("`", "``") + "`";
    }

    /** Without the backticks around a name. */
    static String bare(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("`") && name.endsWith("`");
        return quoted ? name.substring(1, name.length() - 1).replace("``", "`") : name;
    }
}
