package io.mastic.model.graph.script;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of a script's variables, functions and modules. */
public final class Names {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");
    private static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield",
            "__debug__");
    /** What a generated script itself defines, in lower case for simplicity's sake. */
    private static final Set<String> TAKEN = Set.of("drop_nulls", "default_data_quality_ruleset");

    /** What a generated script defines, imports or calls. */
    private static final Set<String> SCRIPT = Set.of(
            "ApplyMapping",
            "DropFields",
            "DynamicFrame",
            "DynamicFrameCollection",
            "EntityDetector",
            "EvaluateDataQuality",
            "FillMissingValues",
            "Filter",
            "GlueContext",
            "GroupFilter",
            "Job",
            "Join",
            "RenameField",
            "RuntimeError",
            "SelectFields",
            "SelectFromCollection",
            "SparkContext",
            "Spigot",
            "SplitFields",
            "SqlFuncs",
            "apply_group_filter",
            "args",
            "bool",
            "concurrent",
            "datetime",
            "decimal",
            "getResolvedOptions",
            "glueContext",
            "job",
            "list",
            "processBatch",
            "re",
            "sc",
            "spark",
            "sparkAggregate",
            "sparkSqlQuery",
            "sparkUnion",
            "str",
            "sys",
            "threadedRoute",
            "_null_columns",
            "writeIcebergTable");

    private Names() {}

    /** Whether Python takes this as a name of something. */
    public static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches() && !KEYWORDS.contains(name);
    }

    /** Whether generated scripts use the name for something of their own. */
    public static boolean isTaken(String name) {
        return SCRIPT.contains(name) || TAKEN.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The variable of a node, which is also its {@code transformation_ctx} and so the name of its bookmark: the node's name
     * and id with what cannot stand in a name left out.
     */
    public static String variable(String nodeName, String nodeId) {
        var plain = NOT_IN_NAMES.matcher(nodeName).replaceAll("") + "_" + nodeId.replace("-", "");
        boolean usable = isIdentifier(plain)
                && !TAKEN.contains(plain.toLowerCase(Locale.ROOT))
                && !plain.startsWith("gs_")
                && !plain.startsWith("applyRecipe_");
        return usable ? plain : "_" + plain;
    }

    /** The variable of one frame of a node's collection; the key has to be an identifier. */
    public static String frame(String variable, String key) {
        return variable + "_" + key;
    }
}
