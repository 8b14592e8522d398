package io.mastic.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.library.Definition;
import io.mastic.server.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The custom transforms of a folder, as they would be put into the assets bucket. */
final class LocalTransforms {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, List<String>> problems = new TreeMap<>();

    private LocalTransforms(Path folder) {
        this.folder = folder;
    }

    static LocalTransforms read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new StartException("there is no folder " + folder);
        }
        var transforms = new LocalTransforms(folder);
        try (var files = Files.list(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                transforms.add(file);
            }
        }
        return transforms;
    }

    private void add(Path path) throws IOException {
        var file = path.getFileName().toString();
        var told = problems.computeIfAbsent(file, name -> new ArrayList<>());
        try {
            var found = new ArrayList<Problem>();
            var definition = Definition.read(file, MAPPER.readTree(path.toFile()), found);
            found.forEach(problem -> told.add(problem.told()));
            definition.ifPresent(usable -> definitions.put(file, usable));
        } catch (JsonProcessingException e) {
            told.add(file + ": This is no JSON document: " + e.getOriginalMessage());
        }
    }

    /** The usable definitions by their files. */
    Map<String, Definition> definitions() {
        return definitions;
    }

    /** The code of a definition: beside it, under its name or that of its path. */
    Path code(String file) {
        var name = Optional.ofNullable(definitions.get(file))
                .flatMap(Definition::path)
                .orElse(file.replaceAll("\\.json$", ".py"));
        return folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    }

    /** All that is wrong, by file; the code is read and not run. */
    Map<String, List<String>> check(DriverPython python) throws IOException, InterruptedException {
        clashes();
        var files = new ArrayList<String>();
        var asked = MAPPER.createArrayNode();
        for (var entry : definitions.entrySet()) {
            var code = code(entry.getKey());
            if (Files.isReadable(code)) {
                files.add(entry.getKey());
                asked.add(asked(code, entry.getValue()));
            } else {
                tell(entry.getKey(), "Its code is missing: there is no " + code + ".");
            }
        }
        var answers = answers(python, asked);
        for (int at = 0; at < files.size(); at++) {
            for (var sentence : answers.path(at)) {
                tell(files.get(at), code(files.get(at)).getFileName() + ": " + sentence.asText());
            }
        }
        return problems;
    }

    private void tell(String file, String sentence) {
        problems.computeIfAbsent(file, name -> new ArrayList<>()).add(file + ": " + sentence);
    }

    private void clashes() {
        var taken = new HashMap<String, String>();
        definitions.forEach(
                (file, definition) -> List.of("name " + definition.name(), "functionName " + definition.functionName())
                        .forEach(name -> {
                            var other = taken.putIfAbsent(name, file);
                            if (other != null) {
                                tell(file, other + " has the " + name + " as well.");
                            }
                        }));
    }

    private static JsonNode asked(Path code, Definition definition) {
        var asked =
                MAPPER.createObjectNode().put("file", code.toString()).put("functionName", definition.functionName());
        var parameters = asked.putArray("parameters");
        definition
                .parameters()
                .forEach(parameter ->
                        parameters.addObject().put("name", parameter.name()).put("isOptional", parameter.isOptional()));
        return asked;
    }

    private static JsonNode answers(DriverPython python, JsonNode asked) throws IOException, InterruptedException {
        var process = python.module("transform_check", List.of())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = process.getOutputStream()) {
            input.write(asked.toString().getBytes(StandardCharsets.UTF_8));
        }
        var answered = MAPPER.readTree(process.getInputStream().readAllBytes());
        if (DriverPython.wait(process) != 0) {
            throw new StartException("the driver's Python could not read the code");
        }
        return answered;
    }
}
