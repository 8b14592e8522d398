package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import io.mastic.model.graph.script.ScriptFunction;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Runs a Spark SQL query that sees the inputs as views.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SparkSQL.html">AWS</a>
 */
public record SparkSQL(String name, List<String> inputs, String query, List<Alias> aliases, OutputSchemas outputSchemas)
        implements Node {
    private static final Pattern VIEW = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern STUDIO_ID = Pattern.compile("node-(\\d+)");

    /**
     * What an input is called in the query.
     *
     * @param from id of the input
     */
    public record Alias(String from, String alias) {
        static Alias read(NodeFields fields) {
            var alias = fields.required("Alias");
            if (fields.has("Alias") && !VIEW.matcher(alias).matches()) {
                fields.invalid(
                        "Alias", "\"" + alias + "\" is no name of a view: use letters, digits and _, no digit first.");
            }
            return new Alias(fields.required("From"), alias);
        }
    }

    static SparkSQL read(NodeFields fields) {
        var inputs = fields.texts("Inputs");
        var aliases = fields.requiredStructures("SqlAliases", Alias::read);
        for (int at = 0; at < aliases.size(); at++) {
            var from = aliases.get(at).from();
            if (!from.isEmpty() && !inputs.contains(from)) {
                fields.invalid("SqlAliases[" + at + "].From", "\"" + from + "\" is no input of this node.");
            }
        }
        return new SparkSQL(
                fields.required("Name"), inputs, fields.required("SqlQuery"), aliases, OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.SPARK_SQL;
    }

    @Override
    public void check(NodeCheck check) {
        var taken = new HashSet<String>();
        for (var alias : aliases) {
            if (!taken.add(alias.alias().toLowerCase(Locale.ROOT))) {
                check.error("SqlAliases", "Two inputs are called \"" + alias.alias() + "\": give one another alias.");
            }
        }
        for (var input : inputs) {
            if (aliases.stream().noneMatch(alias -> alias.from().equals(input))) {
                check.warn("SqlAliases", "\"" + input + "\" has no alias, so the query cannot name it.");
            }
        }
        if (query.isBlank()) {
            check.error("SqlQuery", "The query is empty.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void write(NodeScript script) {
        script.need(ScriptFunction.SPARK_SQL_QUERY);
        var mapping = new LinkedHashMap<String, Python>();
        aliases.forEach(alias -> mapping.put(alias.alias(), script.input(inputs.indexOf(alias.from()))));
        script.assign(Python.call(
                "sparkSqlQuery",
                script.withContext(
                        Item.of(Python.name("glueContext")),
                        Item.named("query", script.constant(constant(script), Python.block(query))),
                        Item.named("mapping", Python.dict(mapping)))));
    }

    private static String constant(NodeScript script) {
        var number = STUDIO_ID.matcher(script.nodeId());
        return "SqlQuery" + (number.matches() ? number.group(1) : "_" + script.variable());
    }
}
