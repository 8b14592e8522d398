package io.mastic.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each graph of {@code cases/graphs}: the script beside it ({@code .py}), and what is wrong with it and what its nodes put
 * out ({@code .txt}). {@code -Dmastic.pages=write} writes both anew, for a reader to compare.
 */
class GraphCasesTest {
    private static final Path FOLDER = Path.of("..", "cases", "graphs");
    private static final boolean WRITE = "write".equals(System.getProperty("mastic.pages"));

    static List<String> graphs() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void graphGivesItsScriptSchemasAndProblems(String name) throws IOException {
        var graph = Graph.read(
                new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile()));
        var invalid = graph.problems().stream().anyMatch(problem -> problem.severity() == Problem.Severity.INVALID);
        if (!invalid) {
            same(name + ".py", graph.script());
        }
        same(name + ".txt", told(graph, invalid));
    }

    private static String told(Graph graph, boolean invalid) {
        var problems = graph.problems().stream().map(problem -> problem.severity() + " " + problem.told());
        var outputs = invalid
                ? Stream.<String>of()
                : graph.outputs().entrySet().stream().flatMap(entry -> entry.getValue().frames().stream()
                        .map(frame -> entry.getKey() + " " + frame.key() + ": "
                                + frame.schema().map(GraphCasesTest::told).orElse("unknown")));
        return Stream.concat(problems, outputs).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String told(io.mastic.model.graph.schema.Schema schema) {
        return schema.columns().stream()
                .map(column -> column.name() + " " + column.type().hive())
                .collect(Collectors.joining(", "));
    }

    private static void same(String name, String text) throws IOException {
        var file = FOLDER.resolve(name);
        if (WRITE) {
            Files.writeString(file, text);
        }
        assertThat(file).hasContent(text);
    }
}
