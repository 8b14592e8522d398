package io.mastic.model.graph.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of {@code docs/transforms} say what the table of transforms says, and show the first case of each that gives a
 * frame, of a node rather than of a call. {@code -Dmastic.pages=write} writes them anew.
 */
class TransformPagesTest {
    private static final Path DOCS = Path.of("..", "docs", "transforms");
    private static final Path CASES = Path.of("..", "cases", "transforms");
    private static final boolean WRITE = "write".equals(System.getProperty("mastic.pages"));

    static List<Transform> transforms() {
        return Transform.all();
    }

    @Test
    void tableIsThatOfTheTransforms() throws IOException {
        var lines = new ArrayList<>(List.of(
                "# Transforms of visual jobs",
                "",
                "Each node of a visual job's graph is a member of the API's `CodeGenConfigurationNode`. Transforms of the"
                        + " library are all `DynamicTransform`s, told apart by their `FunctionName`. Classes are those under"
                        + " `io.mastic.runtime`; where there is none, the script does it with Spark itself.",
                "",
                "| Transform | API member | Function | Class |",
                "|---|---|---|---|"));
        transforms()
                .forEach(transform -> lines.add("| [%s](%s.md) | `%s` | %s | %s |"
                        .formatted(
                                transform.title(),
                                transform.word(),
                                transform.member(),
                                code(transform.function()),
                                code(transform.runtimeClass()))));
        same("README.md", lines);
        var words = transforms().stream().map(transform -> transform.word() + ".md");
        try (var files = Files.list(DOCS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no page without a transform")
                    .isSubsetOf(Stream.concat(words, Stream.of("README.md")).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void pageSaysWhatTheTransformDoes(Transform transform) throws IOException {
        var lines = new ArrayList<>(List.of("# " + transform.title(), "", transform.description(), ""));
        lines.add(transform
                .function()
                .map(function -> "Node `DynamicTransform` with the function `" + function + "`; in a script `import "
                        + function + "` and `frame." + function + "(…)`, with the parameters as keywords.")
                .orElse("Node `" + transform.member() + "`."));
        lines.add("");
        lines.add("| Field | In the editor | Type | Meaning |");
        lines.add("|---|---|---|---|");
        transform
                .fields()
                .forEach(field -> lines.add("| `%s` | %s | %s | %s |"
                        .formatted(
                                field.name(),
                                field.title().equals(field.name()) ? "" : field.title(),
                                field.type() + (field.isOptional() ? "" : ", required"),
                                field.description().replace("|", "\\|"))));
        var example = example(transform);
        if (example.isPresent()) {
            lines.addAll(List.of("", "An example, with its input, its options and what comes out:", "", "```yaml"));
            lines.addAll(Files.readAllLines(example.get()));
            lines.add("```");
        }
        same(transform.word() + ".md", lines);
    }

    private static Optional<Path> example(Transform transform) throws IOException {
        var folder = transform.cases().map(CASES::resolve).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try (var files = Files.list(folder.get())) {
            var answered = new ArrayList<Path>();
            for (var file : files.sorted().toList()) {
                if (Files.readAllLines(file).stream().noneMatch(line -> line.matches("  (error|problem):.*"))) {
                    answered.add(file);
                }
            }
            for (var file : answered) {
                if (Files.readAllLines(file).contains("node:")) {
                    return Optional.of(file);
                }
            }
            return answered.stream().findFirst();
        }
    }

    private static String code(Optional<String> text) {
        return text.map(name -> "`" + name + "`").orElse("");
    }

    private static void same(String name, List<String> lines) throws IOException {
        var file = DOCS.resolve(name);
        var text = String.join("\n", lines) + "\n";
        if (WRITE) {
            Files.createDirectories(DOCS);
            Files.writeString(file, text);
        }
        assertThat(file).hasContent(text);
    }
}
