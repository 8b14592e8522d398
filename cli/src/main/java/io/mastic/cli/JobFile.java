package io.mastic.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.Problem.Severity;
import io.mastic.model.graph.dialect.JobDocument;
import io.mastic.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A job as a file: its document, and for a job of a script the script beside it.
 *
 * @param name the document's, or else the file's
 */
record JobFile(String name, JobDocument document, Optional<String> script) {
    private static final String ENDING = ".json";

    static JobFile read(Path file, Replacements replacements) throws IOException {
        var document = document(file);
        var job = (ObjectNode) replacements.in(document.job());
        var base = file.getFileName().toString().replaceAll("\\.json$", "");
        var name = job.path("Name").asText().isEmpty() ? base : job.path("Name").asText();
        var beside = file.resolveSibling(base + ".py");
        var script = document.script().or(() -> content(beside)).map(replacements::in);
        return new JobFile(name, new JobDocument(job, script, document.unreadable()), script);
    }

    private static JobDocument document(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new StartException("there is no file " + file);
        }
        try {
            return JobDocument.read(new ObjectMapper().readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            throw new StartException(file + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Optional<String> content(Path file) {
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new StartException(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The file of a job in a folder. */
    static Path of(Path folder, String job) {
        return folder.resolve(job.replace('/', '_') + ENDING);
    }

    /** Tells all problems; answers whether the server would refuse the document. */
    boolean tellProblems(Consumer<String> told) {
        var problems = document.problems();
        problems.forEach(problem -> told.accept(problem.severity() + " " + problem.told()));
        return problems.stream().map(Problem::severity).anyMatch(Severity.INVALID::equals);
    }
}
