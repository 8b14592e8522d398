package io.mastic.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.node.NodeType;
import io.mastic.model.graph.node.NodeType.Role;
import io.mastic.model.graph.script.Python;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever texts a graph has, Python takes its script, and finds the same texts in it.
 *
 * <p>In {@code nodes-of-any-texts.json}, {@code <any>} stands for a text that the script holds as it is, and {@code ~any} for
 * one that becomes part of another, such as SQL.
 */
class ScriptPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode NODES = nodes();
    private static @Nullable PythonPeer python;

    private static JsonNode nodes() {
        try {
            return JSON.readTree(ScriptPropertiesTest.class.getResource("nodes-of-any-texts.json"));
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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

    private static List<String> texts(String script) {
        if (python == null) {
            throw new IllegalStateException("Python was not started");
        }
        return python.texts(script);
    }

    @Property(tries = 1000)
    void everyNodeOfAnyTextsGivesAScriptWithThem(
            @ForAll("types") NodeType type,
            @ForAll boolean streaming,
            @ForAll("texts") String name,
            @ForAll("manyTexts") List<String> texts) {
        var given = new HashMap<String, String>();
        UnaryOperator<String> fill = place -> {
            boolean any = place.startsWith("~") || place.startsWith("<");
            return any ? given.computeIfAbsent(place, key -> texts.get(given.size())) : place;
        };
        var body = (ObjectNode) filled(NODES.get(type.member()), fill);
        var graph = Graph.read(graph(type, streaming, name.replaceAll("[\\r\\n]", " "), body));
        assertThat(graph.problems()).noneMatch(problem -> problem.severity() == Problem.Severity.INVALID);
        var wanted = given.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("<"))
                .map(Map.Entry::getValue)
                .toList();
        // Folders of a stream's files are added to a path without slashes at its end.
        UnaryOperator<String> path = text -> graph.isStreaming() ? text.replaceAll("/+$", "") : text;
        assertThat(texts(graph.script()))
                .map(path)
                .containsAll(wanted.stream().map(path).toList());
    }

    @Property(tries = 2000)
    void aNodeWithChangedMembersIsInvalidOrGivesAScript(@ForAll("types") NodeType type, @ForAll long seed)
            throws IOException {
        var body = (ObjectNode) changed(NODES.get(type.member()), new Random(seed));
        var graph = Graph.read(graph(type, false, "node", body));
        if (graph.problems().stream().noneMatch(problem -> problem.severity() == Problem.Severity.INVALID)) {
            assertThat(texts(graph.script())).contains("JOB_NAME");
        }
    }

    /** One in eight members becomes something else. */
    private static JsonNode changed(JsonNode node, Random random) throws IOException {
        if (!node.isObject()) {
            return node;
        }
        var others =
                List.of("null", "1", "\"\"", "\" \"", "\".\"", "\";\"", "[]", "[[]]", "[[\"\"]]", "{}", "true", "[{}]");
        var members = JSON.createObjectNode();
        for (var member : node.properties()) {
            members.set(
                    member.getKey(),
                    random.nextInt(8) == 0
                            ? JSON.readTree(others.get(random.nextInt(others.size())))
                            : changed(member.getValue(), random));
        }
        return members;
    }

    /** The node twice under one name, and what has to be around it. */
    private static ObjectNode graph(NodeType type, boolean streaming, String name, ObjectNode body) {
        var graph = JSON.createObjectNode();
        boolean target = type.role() == Role.TARGET;
        body.put("Name", name);
        if (target) {
            body.putArray("Inputs").add("in-1");
            var input = graph.putObject("in-1").putObject(streaming ? "DirectKafkaSource" : "S3JsonSource");
            input.put("Name", name).putArray("Paths").add("s3://in");
        }
        graph.putObject("node-1").set(type.member(), body);
        if (!type.isStream()) {
            graph.putObject("node-2").set(type.member(), body);
        }
        var out = graph.putObject("out-1").putObject("S3GlueParquetTarget").put("Name", name);
        out.put("Path", "s3://\"out\"\\").putArray("Inputs").add(target ? "in-1" : "node-1");
        return graph;
    }

    private static JsonNode filled(JsonNode node, UnaryOperator<String> fill) {
        if (node.isTextual()) {
            return JSON.getNodeFactory().textNode(fill.apply(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode items = JSON.createArrayNode();
            node.forEach(item -> items.add(filled(item, fill)));
            return items;
        }
        if (node.isObject()) {
            var members = JSON.createObjectNode();
            node.properties()
                    .forEach(member -> members.set(fill.apply(member.getKey()), filled(member.getValue(), fill)));
            return members;
        }
        return node;
    }

    @Property(tries = 1000)
    void aTextIsTheSameInPython(@ForAll("texts") String text) {
        assertThat(texts("value = " + Python.text(text).inline() + "\n")).containsExactly(text);
    }

    @Property(tries = 1000)
    void aTextInTripleQuotesIsTheSameInPython(@ForAll("texts") String text) {
        assertThat(texts("value = " + Python.block(text).inline() + "\n")).containsExactly(text);
    }

    @Provide
    Arbitrary<NodeType> types() {
        return Arbitraries.of(Arrays.stream(NodeType.values())
                .filter(type -> type.role() != Role.TRANSFORM)
                .toList());
    }

    @Provide
    Arbitrary<List<String>> manyTexts() {
        return texts().list().ofSize(40);
    }

    @Provide
    Arbitrary<String> texts() {
        var parts =
                new ArrayList<>(List.of("\"", "'", "\"\"\"", "'''", "\\", "\n", "\r", "\t", "\0", "#", "{", "}", ";"));
        parts.addAll(List.of(
                "\\N{DASH}", "\\x4", "\\u12", "%s", "${a}", "`", " ", "class", "None", "f", "r", "é", "\u2028"));
        parts.addAll(
                List.of("\ud83d\ude00", "\ud83d", "\ude00", "\u0085", "\u007f", "\ufeff", "s3://bucket/", ".", "a"));
        return Arbitraries.oneOf(
                        Arbitraries.of(parts).list().ofMinSize(1).ofMaxSize(6).map(some -> String.join("", some)),
                        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(12))
                .filter(text -> !text.isBlank());
    }
}
