package io.mastic.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.Problem.Severity;
import io.mastic.model.graph.library.LibraryTransform;
import io.mastic.model.graph.node.NodeType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What holds for every graph, and for every document that is none. */
class GraphPropertiesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static @Nullable PythonPeer python;

    @BeforeContainer
    static void start() throws IOException, URISyntaxException {
        python = new PythonPeer();
    }

    @AfterContainer
    static void stop() throws IOException {
        if (python != null) {
            python.close();
        }
    }

    @Property(tries = 400)
    void graphsOfTransformsAreCheckedAndWritten(@ForAll("graphs") ObjectNode document) {
        var before = document.deepCopy();
        var graph = Graph.read(document);
        graph.problems();
        if (isValid(graph)) {
            graph.outputs();
            var script = graph.script();
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(script)).isTrue();
            assertThat(Objects.requireNonNull(python).texts(script)).contains("JOB_NAME");
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

    @Provide
    Arbitrary<ObjectNode> graphs() {
        return Combinators.combine(text().list().ofMinSize(1).ofMaxSize(12), Arbitraries.randoms())
                .as(RandomGraphs::of);
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
                Arbitraries.of(RandomGraphs.TEXTS), Arbitraries.strings().all().ofMaxLength(6));
    }
}
