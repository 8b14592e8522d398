package io.mastic.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.Problem.Severity;
import io.mastic.model.graph.library.LibraryTransform;
import io.mastic.model.graph.library.ParameterType;
import io.mastic.model.graph.node.NodeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every graph, and for every document that is none. */
class GraphPropertiesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> COLUMNS = List.of("a", "b c", "s.t", "S", "it's \"x\"\\", "`q`");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "b c",
            "s.t",
            "5",
            "-1.5e3",
            "true",
            "\"\"\"",
            "'\\",
            "\n# new line",
            "a, b c",
            "$.a",
            "(x)|(y",
            "sum",
            "2024-02-30",
            "ALL",
            "AND",
            "class",
            "name_1",
            "Rules = [ RowCount > 0 ]",
            "\u2028é\uD83D");
    private static final String SCHEMA =
            """
            [{"Columns": [{"Name": "a", "Type": "int"}, {"Name": "b c", "Type": "array<string>"},
                          {"Name": "s.t", "Type": "map<string,double>"}, {"Name": "S", "Type": "struct<x:struct<y:date>>"},
                          {"Name": "it's \\"x\\"\\\\", "Type": "string"}, {"Name": "`q`", "Type": "timestamp"}]}]
            """;

    @Property(tries = 400)
    void graphsOfTransformsAreCheckedAndWritten(@ForAll("graphs") ObjectNode document) {
        var before = document.deepCopy();
        var graph = Graph.read(document);
        graph.problems();
        if (isValid(graph)) {
            graph.outputs();
            assertThat(graph.script()).endsWith("job.commit()\n");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(graph.script()))
                    .isTrue();
        }
        assertThat(document).isEqualTo(before);
    }

    @Property(tries = 200)
    void theOrderOfMembersDoesNotMatter(@ForAll("graphs") ObjectNode document, @ForAll long seed) {
        var graph = Graph.read(document);
        var other = Graph.read(shuffled(document, new Random(seed)));
        assertThat(other.problems()).containsExactlyInAnyOrderElementsOf(graph.problems());
        Assume.that(isValid(graph));
        assertThat(other.outputs()).isEqualTo(graph.outputs());
        assertThat(other.script()).isEqualTo(graph.script());
    }

    @Property(tries = 1000)
    void anyDocumentIsReadAndItsProblemsAreTold(@ForAll("documents") JsonNode document) {
        var graph = Graph.read(document);
        if (graph.problems().stream().noneMatch(problem -> problem.severity() == Severity.INVALID)) {
            assertThat(graph.script()).isNotEmpty();
        }
    }

    private static boolean isValid(Graph graph) {
        return graph.problems().stream().noneMatch(problem -> problem.severity() == Severity.INVALID);
    }

    private static JsonNode shuffled(JsonNode json, Random random) {
        if (json instanceof ObjectNode object) {
            var entries = new ArrayList<>(object.properties());
            Collections.shuffle(entries, random);
            var other = JSON.objectNode();
            entries.forEach(entry -> other.set(entry.getKey(), shuffled(entry.getValue(), random)));
            return other;
        }
        var other = JSON.arrayNode();
        if (json instanceof ArrayNode array) {
            array.forEach(item -> other.add(shuffled(item, random)));
            return other;
        }
        return json;
    }

    /** A source, and up to eleven transforms behind it whose inputs are nodes before them. */
    @Provide
    Arbitrary<ObjectNode> graphs() {
        return Combinators.combine(
                        text().list().ofSize(12),
                        Arbitraries.randoms(),
                        Arbitraries.integers().between(0, 11))
                .as((names, random, transforms) -> {
                    var graph = JSON.objectNode();
                    graph.set("node-0", source(names.get(0)));
                    for (int at = 1; at <= transforms; at++) {
                        graph.set("node-" + at, transform(names.get(at), at, random));
                    }
                    return graph;
                });
    }

    private static JsonNode source(String name) {
        var fields = JSON.objectNode().put("Name", line(name));
        fields.putArray("Paths").add("s3://bucket/" + name);
        fields.set("OutputSchemas", json(SCHEMA));
        return JSON.objectNode().set("S3JsonSource", fields);
    }

    private static JsonNode transform(String name, int at, Random random) {
        var types = Arrays.stream(NodeType.values())
                .filter(type -> type.role() == NodeType.Role.TRANSFORM)
                .toList();
        var type = types.get(random.nextInt(types.size()));
        var fields = JSON.objectNode().put("Name", line(name));
        var inputs = fields.putArray("Inputs");
        for (int input = 0; input < Math.max(type.leastInputs(), Math.min(type.mostInputs(), 1)); input++) {
            inputs.add("node-" + random.nextInt(at));
        }
        fill(type, fields, inputs, random);
        return JSON.objectNode().set(type.member(), fields);
    }

    private static void fill(NodeType type, ObjectNode fields, ArrayNode inputs, Random random) {
        switch (type) {
            case AGGREGATE -> {
                fields.set("Groups", paths(random, 0));
                fields.putArray("Aggs")
                        .addObject()
                        .put("AggFunc", pick(List.of("sum", "first", "countDistinct"), random))
                        .set("Column", path(random));
            }
            case APPLY_MAPPING -> {
                var mapping = fields.putArray("Mapping")
                        .addObject()
                        .put("ToKey", text(random))
                        .put("ToType", "string")
                        .put("FromType", text(random));
                mapping.set("FromPath", path(random));
                if (random.nextBoolean()) {
                    mapping.putArray("Children")
                            .addObject()
                            .put("ToKey", "x")
                            .put("ToType", "struct")
                            .put("FromType", "int")
                            .set("FromPath", path(random));
                }
            }
            case CUSTOM_CODE ->
                fields.put("Code", "return dfc\n# " + line(text(random))).put("ClassName", "Code");
            case DROP_DUPLICATES -> fields.putArray("Columns").addArray().add("a");
            case DROP_FIELDS, SELECT_FIELDS, SPLIT_FIELDS -> fields.set("Paths", paths(random, 1));
            case DROP_NULL_FIELDS ->
                fields.putArray("NullTextList")
                        .addObject()
                        .put("Value", text(random))
                        .putObject("Datatype")
                        .put("Id", "1")
                        .put("Label", pick(List.of("String", "Integer"), random));
            case DYNAMIC_TRANSFORM -> library(fields, random);
            case EVALUATE_DATA_QUALITY, EVALUATE_DATA_QUALITY_MULTI_FRAME -> {
                fields.put("Ruleset", "Rules = [ " + text(random) + " ]");
                fields.put("Output", pick(List.of("PrimaryInput", "EvaluationResults"), random));
                fields.putObject("StopJobOnFailureOptions")
                        .put("StopJobOnFailureTiming", pick(List.of("Immediate", "AfterDataLoad"), random));
            }
            case FILL_MISSING_VALUES -> fields.put("ImputedPath", pick(COLUMNS, random));
            case FILTER -> conditions(fields, random);
            case JOIN -> {
                fields.put("JoinType", pick(List.of("equijoin", "left", "leftanti"), random));
                var columns = fields.putArray("Columns");
                inputs.forEach(input -> columns.addObject()
                        .put("From", input.asText())
                        .putArray("Keys")
                        .add(path(random)));
            }
            case MERGE -> fields.put("Source", inputs.get(1).asText()).set("PrimaryKeys", paths(random, 1));
            case PII_DETECTION ->
                fields.put("PiiType", pick(List.of("RowAudit", "ColumnMasking"), random))
                        .putArray("EntityTypesToDetect")
                        .add("EMAIL")
                        .add(text(random));
            case RECIPE ->
                fields.putArray("RecipeSteps")
                        .addObject()
                        .putObject("Action")
                        .put("Operation", "UPPER_CASE")
                        .putObject("Parameters")
                        .put("sourceColumn", pick(COLUMNS, random));
            case RENAME_FIELD ->
                fields.<ObjectNode>set("SourcePath", path(random)).set("TargetPath", path(random));
            case ROUTE ->
                conditions(fields.putArray("GroupFiltersList").addObject().put("GroupName", "group"), random);
            case SELECT_FROM_COLLECTION -> fields.put("Index", random.nextInt(3));
            case SPARK_SQL -> {
                fields.put("SqlQuery", text(random));
                fields.putArray("SqlAliases")
                        .addObject()
                        .put("From", inputs.get(0).asText())
                        .put("Alias", "myDataSource");
            }
            case SPIGOT -> fields.put("Path", "s3://bucket/" + text(random));
            case UNION -> fields.put("UnionType", "ALL");
            default -> throw new IllegalStateException("No fields for " + type);
        }
    }

    private static void library(ObjectNode fields, Random random) {
        var transform = pick(List.of(LibraryTransform.values()), random);
        fields.put("TransformName", transform.function())
                .put("FunctionName", transform.function())
                .put("Path", "x.py");
        var parameters = fields.putArray("Parameters");
        for (var parameter : transform.definition().parameters()) {
            var type = pick(List.of(parameter.type(), parameter.type(), ParameterType.STR, ParameterType.LIST), random);
            parameters
                    .addObject()
                    .put("Name", parameter.name())
                    .put("Type", type.word())
                    .putArray("Value")
                    .add(random.nextBoolean() ? pick(COLUMNS, random) : text(random));
        }
    }

    private static void conditions(ObjectNode fields, Random random) {
        fields.put("LogicalOperator", pick(List.of("AND", "OR"), random));
        var filters = fields.putArray("Filters");
        for (int at = 0; at <= random.nextInt(3); at++) {
            var filter = filters.addObject().put("Negated", random.nextBoolean());
            filter.put("Operation", pick(List.of("EQ", "LT", "GTE", "REGEX", "ISNULL"), random));
            var values = filter.putArray("Values");
            values.addObject().put("Type", "COLUMNEXTRACTED").set("Value", path(random));
            values.addObject().put("Type", "CONSTANT").putArray("Value").add(text(random));
        }
    }

    private static ArrayNode paths(Random random, int least) {
        var paths = JSON.arrayNode();
        for (int at = 0; at < least + random.nextInt(3); at++) {
            paths.add(path(random));
        }
        return paths;
    }

    private static ArrayNode path(Random random) {
        return random.nextInt(4) == 0
                ? JSON.arrayNode().add("S").add("x").add("y")
                : JSON.arrayNode().add(pick(COLUMNS, random));
    }

    private static String text(Random random) {
        return pick(TEXTS, random);
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String line(String name) {
        return name.replaceAll("[\r\n]", " ");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Documents whose nodes have the members of the API with anything in them. */
    @Provide
    Arbitrary<JsonNode> documents() {
        var members = Arrays.stream(NodeType.values()).map(NodeType::member).toList();
        var fields = List.of(
                "Name",
                "Inputs",
                "Paths",
                "Mapping",
                "Filters",
                "Values",
                "Value",
                "Type",
                "Operation",
                "Groups",
                "Aggs",
                "Column",
                "Columns",
                "Parameters",
                "SqlAliases",
                "RecipeSteps",
                "Action",
                "Ruleset",
                "FunctionName",
                "TransformName",
                "Path",
                "Index",
                "PublishingOptions",
                "NullTextList",
                "OutputSchemas",
                "GroupFiltersList",
                "FromPath",
                "Children",
                "PrimaryKeys",
                "Source",
                "EntityTypesToDetect",
                "PiiType",
                "Prob",
                "Topk");
        var leaf = Arbitraries.oneOf(
                text().map(JSON::textNode),
                Arbitraries.of(LibraryTransform.values()).map(one -> JSON.textNode(one.function())),
                Arbitraries.integers().map(JSON::numberNode),
                Arbitraries.doubles().map(JSON::numberNode),
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.just(JSON.nullNode()));
        var value = Arbitraries.recursive(() -> leaf.map(one -> (JsonNode) one), inner -> nested(inner, fields), 0, 3);
        var node = Combinators.combine(Arbitraries.of(members), object(value, fields))
                .as((member, inside) -> (JsonNode) JSON.objectNode().set(member, inside));
        var graph = Arbitraries.maps(Arbitraries.of("node-1", "node-2", "a b", ""), Arbitraries.oneOf(node, value))
                .map(nodes -> (JsonNode) JSON.objectNode().setAll(nodes));
        return Arbitraries.frequencyOf(Tuple.of(9, graph), Tuple.of(1, value));
    }

    private static Arbitrary<JsonNode> nested(Arbitrary<JsonNode> inner, List<String> fields) {
        return Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(items ->
                        (JsonNode) JSON.arrayNode().addAll(items)),
                object(inner, fields));
    }

    private static Arbitrary<JsonNode> object(Arbitrary<JsonNode> inner, List<String> fields) {
        return Arbitraries.maps(Arbitraries.of(fields), inner).ofMaxSize(5).map(entries ->
                (JsonNode) JSON.objectNode().setAll(entries));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of(TEXTS), Arbitraries.strings().all().ofMaxLength(6));
    }
}
