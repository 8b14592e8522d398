package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.Names;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prepares data by the steps of a recipe, which is published or stands in the node.
 *
 * @param reference absent if there are steps
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Recipe.html">AWS</a>
 */
public record Recipe(String name, List<String> inputs, Optional<Reference> reference, List<Step> steps)
        implements Node {
    private static final Pattern WORD = Pattern.compile("[A-Z_]*[A-Z][A-Z_]*");
    private static final Set<String> NOT_INSIDE = Set.of("UNION", "JOIN", "GROUP_BY", "PIVOT", "UNPIVOT", "TRANSPOSE");
    private static final Set<String> ARGUMENTS =
            Set.of("data_frame", "glue_context", "transformation_ctx", "condition_expressions");

    /** A version of a published recipe. */
    public record Reference(String arn, String version) {
        static Reference read(NodeFields fields) {
            return new Reference(fields.required("RecipeArn"), fields.required("RecipeVersion"));
        }
    }

    /**
     * One step.
     *
     * @param parameters by their names as scripts have them
     */
    public record Step(String operation, Map<String, String> parameters, List<Expression> conditions) {
        static Step read(NodeFields fields) {
            var action = fields.structure("Action");
            if (action.isEmpty() && !fields.has("Action")) {
                fields.invalid("Action", "\"Action\" is missing.");
            }
            return new Step(
                    action.map(one -> word("Operation", one)).orElse(""),
                    action.map(Step::parameters).orElse(Map.of()),
                    fields.structures("ConditionExpressions", Expression::read));
        }

        private static Map<String, String> parameters(NodeFields action) {
            var named = new TreeMap<String, String>();
            action.map("Parameters").forEach((key, value) -> {
                var name = snakeCase(key);
                if (!Names.isIdentifier(name) || ARGUMENTS.contains(name) || named.containsKey(name)) {
                    action.invalid("Parameters", "There is no parameter \"" + key + "\".");
                }
                named.put(name, value);
            });
            return named;
        }

        private static String snakeCase(String key) {
            return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        }

        /** The class of the step: {@code REMOVE_MISSING} is {@code RemoveMissing}. */
        private String className() {
            return List.of(operation.split("_+")).stream()
                    .filter(word -> !word.isEmpty())
                    .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining());
        }
    }

    /** On which rows a step works. */
    public record Expression(String condition, Optional<String> value, String targetColumn) {
        static Expression read(NodeFields fields) {
            return new Expression(word("Condition", fields), fields.text("Value"), fields.required("TargetColumn"));
        }

        private Python python() {
            var entries = new LinkedHashMap<String, Python>();
            entries.put("condition", Python.text(condition));
            value.ifPresent(text -> entries.put("value", Python.text(text)));
            entries.put("target_column", Python.text(targetColumn));
            return Python.dict(entries);
        }
    }

    private static String word(String field, NodeFields fields) {
        var word = fields.required(field);
        if (!word.isEmpty() && !WORD.matcher(word).matches()) {
            fields.invalid(field, "\"" + word + "\" has to be in capital letters and _.");
        }
        return word;
    }

    static Recipe read(NodeFields fields) {
        var reference = fields.structure("RecipeReference").map(Reference::read);
        var steps = fields.structures("RecipeSteps", Step::read);
        if (reference.isPresent() && !steps.isEmpty()) {
            fields.invalid("RecipeSteps", "A recipe is either named or has its steps here, not both.");
        } else if (reference.isEmpty() && steps.isEmpty() && !fields.has("RecipeReference")) {
            fields.invalid("RecipeSteps", "The recipe is missing: \"RecipeReference\" or \"RecipeSteps\".");
        }
        return new Recipe(fields.required("Name"), fields.texts("Inputs"), reference, steps);
    }

    @Override
    public NodeType type() {
        return NodeType.RECIPE;
    }

    @Override
    public void check(NodeCheck check) {
        for (int at = 0; at < steps.size(); at++) {
            if (NOT_INSIDE.contains(steps.get(at).operation())) {
                check.error(
                        "RecipeSteps[" + at + "].Action.Operation",
                        steps.get(at).operation() + " is not possible in a node: use a node of its own for it.");
            }
        }
        check.error("", "Recipes are not executed yet: put Custom Code in the place of this node.");
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.UNKNOWN;
    }

    @Override
    public void write(NodeScript script) {
        script.need(Import.DYNAMIC_FRAME);
        script.need(Import.RECIPE_TRANSFORMS);
        script.run(Python.call(
                "spark.conf.set",
                Item.of(Python.text("spark.sql.legacy.timeParserPolicy")),
                Item.of(Python.text("LEGACY"))));
        var function = script.function(
                "applyRecipe_" + script.nodeId().replace("-", ""),
                "(inputFrame, glueContext, transformation_ctx)",
                String.join("\n", body(script)));
        script.assign(Python.call(
                function,
                script.withContext(
                        Item.named("inputFrame", script.input(0)),
                        Item.named("glueContext", Python.name("glueContext")))));
    }

    private List<String> body(NodeScript script) {
        var lines = new ArrayList<String>();
        lines.add("frame = inputFrame.toDF()");
        reference.ifPresent(named -> lines.addAll(script.lines(
                "df1",
                step(
                        "PublishedRecipe",
                        1,
                        script,
                        List.of(
                                Item.named("recipe_arn", Python.text(named.arn())),
                                Item.named("recipe_version", Python.text(named.version())))))));
        for (int at = 0; at < steps.size(); at++) {
            lines.addAll(script.lines(
                    "df" + (at + 1), step(steps.get(at).className(), at + 1, script, arguments(steps.get(at)))));
        }
        lines.add("return DynamicFrame.fromDF(df" + Math.max(1, steps.size()) + ", glueContext, transformation_ctx)");
        return lines;
    }

    private static List<Item> arguments(Step step) {
        var arguments = new ArrayList<Item>();
        step.parameters().forEach((name, value) -> arguments.add(Item.named(name, Python.text(value))));
        if (!step.conditions().isEmpty()) {
            arguments.add(Item.named(
                    "condition_expressions",
                    Python.list(
                            step.conditions().stream().map(Expression::python).toList())));
        }
        return arguments;
    }

    private static Python step(String className, int number, NodeScript script, List<Item> arguments) {
        var all = new ArrayList<Item>();
        all.add(Item.named("data_frame", Python.name(number == 1 ? "frame" : "df" + (number - 1))));
        all.add(Item.named("glue_context", Python.name("glueContext")));
        all.add(Item.named("transformation_ctx", Python.text(script.variable() + "-df" + number)));
        all.addAll(arguments);
        return Python.call(className + ".apply", all);
    }
}
