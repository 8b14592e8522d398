package io.mastic.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.library.Argument;
import io.mastic.model.graph.library.Definition;
import io.mastic.model.graph.library.LibraryTransform;
import io.mastic.model.graph.node.NodeCheck;
import io.mastic.model.graph.schema.Output;
import io.mastic.server.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one transform on sample rows, in a Spark of its own. */
@Command(
        name = "test",
        description = "Run one transform on sample rows and print what goes in and what comes out; needs no server.",
        mixinStandardHelpOptions = true)
final class TransformTestCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of your transforms.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--transform",
            paramLabel = "NAME",
            description = "Which of them, or one of the library (gs_…); needed if there are several.")
    private @Nullable String transform;

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description = "Rows of JSON (a list, or one a line) or CSV with a header; without it a frame of nothing.")
    private @Nullable Path rows;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "A parameter's value; may be repeated.")
    private List<String> given = new ArrayList<>();

    /** @param module its file, or its name if it is the library's */
    private record Chosen(Definition definition, String module) {}

    @Override
    public Integer call() throws Exception {
        var chosen = chosen();
        var problems = problems(chosen.definition());
        if (!problems.isEmpty()) {
            problems.forEach(problem -> options.say(problem.field() + ": " + problem.message()));
            return 1;
        }
        if (rows != null && !Files.isReadable(rows)) {
            throw new StartException("there is no file " + rows);
        }
        var process = DriverPython.ofHome()
                .module("transform_test", List.of())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = process.getOutputStream()) {
            input.write(asked(chosen).toString().getBytes(StandardCharsets.UTF_8));
        }
        return DriverPython.wait(process);
    }

    private Chosen chosen() throws IOException {
        var library = Optional.ofNullable(transform).flatMap(LibraryTransform::of);
        if (library.isPresent()) {
            return new Chosen(library.get().definition(), library.get().function());
        }
        var local = LocalTransforms.read(folder);
        var found = local.definitions().entrySet().stream()
                .filter(entry -> transform == null || entry.getValue().name().equals(transform))
                .toList();
        if (found.size() != 1) {
            var names =
                    local.definitions().values().stream().map(Definition::name).toList();
            throw new StartException(
                    found.isEmpty()
                            ? "no usable transform" + (transform == null ? "" : " " + transform) + " is in " + folder
                                    + ", which has " + names + ". Look with: mastic transforms check " + folder
                            : "there are several transforms: name one with --transform: " + names);
        }
        var code = local.code(found.get(0).getKey());
        if (!Files.isReadable(code)) {
            throw new StartException("its code is missing: there is no " + code);
        }
        return new Chosen(found.get(0).getValue(), code.toAbsolutePath().toString());
    }

    private Map<String, String> values() {
        return Pairs.of(given, "--parameter takes NAME=VALUE", spec);
    }

    private List<Problem> problems(Definition definition) {
        var check = new NodeCheck(definition.name(), List.of(Output.UNKNOWN));
        var arguments = values().entrySet().stream()
                .map(value -> definition
                        .parameter(value.getKey())
                        .map(parameter -> new Argument(
                                parameter.name(),
                                parameter.type(),
                                parameter.listType(),
                                List.of(value.getValue().split(",")),
                                parameter.isOptional(),
                                parameter.rule(),
                                parameter.ruleMessage()))
                        .orElseThrow(() -> new StartException(definition.name() + " has no parameter "
                                + value.getKey() + ". It has: "
                                + definition.parameters().stream()
                                        .map(parameter -> parameter.name())
                                        .toList())))
                .toList();
        definition.check(arguments, check);
        return check.problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.WARNING)
                .toList();
    }

    private ObjectNode asked(Chosen chosen) {
        var asked = JsonNodeFactory.instance.objectNode();
        asked.put("module", chosen.module());
        asked.put("functionName", chosen.definition().functionName());
        asked.put("rows", rows == null ? null : rows.toAbsolutePath().toString());
        var parameters = asked.putArray("parameters");
        values().forEach((name, value) -> chosen.definition().parameter(name).ifPresent(parameter -> parameters
                .addObject()
                .put("name", parameter.name())
                .put("type", parameter.type().word())
                .put("listType", parameter.listType().word())
                .put("value", value)));
        return asked;
    }
}
