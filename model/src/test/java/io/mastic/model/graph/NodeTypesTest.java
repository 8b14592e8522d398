package io.mastic.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.graph.node.Node;
import io.mastic.model.graph.node.NodeFields;
import io.mastic.model.graph.node.NodeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The types of nodes against those of the API, which {@code node-types.txt} lists with what they are for. */
class NodeTypesTest {
    private static final Path CASES = Path.of("..", "cases", "graphs");

    private final ObjectMapper json = new ObjectMapper();

    static Stream<NodeType> types() {
        return Arrays.stream(NodeType.values());
    }

    @Test
    void everyTypeOfTheApiIsThereInItsRole() throws IOException {
        try (var list = NodeTypesTest.class.getResourceAsStream("node-types.txt")) {
            var lines = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8).lines();
            var wanted = lines.toList();
            assertThat(types().map(type -> type.role() + " " + type.member()))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void everyTypeIsInACaseWithAScript() throws IOException {
        var used = new TreeSet<NodeType>();
        try (var files = Files.list(CASES)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> Graph.read(tree(file)))
                    .filter(graph -> graph.problems().stream()
                            .noneMatch(problem -> problem.severity() == Problem.Severity.INVALID))
                    .flatMap(graph -> graph.nodes().values().stream())
                    .map(Node::type)
                    .forEach(used::add);
        }
        assertThat(used).containsAll(types().toList());
    }

    @Test
    void everyRecordIsOfSomeType() {
        var read = Arrays.stream(NodeType.values())
                .<Class<?>>map(type -> type.read(empty(new ArrayList<>())).getClass())
                .collect(Collectors.toSet());
        assertThat(read).isEqualTo(Set.of(Node.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aNodeWithoutFieldsIsReadAsItsTypeWithProblems(NodeType type) {
        List<Problem> problems = new ArrayList<>();
        assertThat(type.read(empty(problems)).type()).isEqualTo(type);
        assertThat(problems).isNotEmpty().allSatisfy(problem -> assertThat(problem.severity())
                .isEqualTo(Problem.Severity.INVALID));
    }

    private NodeFields empty(List<Problem> problems) {
        return new NodeFields("node", json.createObjectNode(), problems);
    }

    private JsonNode tree(Path file) {
        try {
            return json.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
