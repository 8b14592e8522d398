package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.Graph;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The definition of a job, from a document of any {@link Form}. Members that nobody knows are kept.
 *
 * @param job what CreateJob takes, as far as the document says it; a graph alone has {@code CodeGenConfigurationNodes} only
 * @param script the script, where the document holds it: the editor's does for a job whose script was edited
 * @param unreadable what could not be brought into the API's form
 */
public record JobDocument(ObjectNode job, Optional<String> script, List<Problem> unreadable) {
    static final String NODES = "CodeGenConfigurationNodes";

    public JobDocument {
        unreadable = List.copyOf(unreadable);
    }

    /** A definition that is in the API's form already. */
    public static JobDocument of(ObjectNode job) {
        return new JobDocument(job, Optional.empty(), List.of());
    }

    /**
     * Reads a document of any form. Of the API's there are also what GetJob answers, what UpdateJob takes, and a map of nodes
     * alone.
     */
    public static JobDocument read(JsonNode document) {
        if (!document.isObject()) {
            return none();
        }
        if (document.path("Job").isObject()) {
            return of((ObjectNode) document.path("Job"));
        }
        if (document.path("JobUpdate").isObject()) {
            var job = JsonNodeFactory.instance.objectNode();
            job.set("Name", document.path("JobName"));
            return of(job.setAll((ObjectNode) document.path("JobUpdate")));
        }
        var form = Form.of(document);
        if (form.isEmpty()) {
            return isGraph(document) ? ofGraph(document) : none();
        }
        var problems = new ArrayList<Problem>();
        return switch (form.get()) {
            case API -> of((ObjectNode) document);
            case GIT -> new JobDocument(GitForm.read(document, problems), Optional.empty(), problems);
            case STUDIO ->
                new JobDocument(
                        StudioForm.read(document, problems),
                        Optional.of(document.path("script").asText()).filter(text -> !text.isEmpty()),
                        problems);
        };
    }

    private static boolean isGraph(JsonNode document) {
        return !document.isEmpty()
                && document.properties().stream()
                        .allMatch(node -> node.getValue().isObject()
                                && node.getValue().size() == 1
                                && node.getValue().elements().next().isObject());
    }

    private static JobDocument ofGraph(JsonNode nodes) {
        var job = JsonNodeFactory.instance.objectNode();
        job.set(NODES, nodes);
        return of(job);
    }

    private static JobDocument none() {
        return new JobDocument(
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                List.of(new Problem(
                        "",
                        "",
                        "This is no document of a job: it has neither the members of CreateJob, nor those of a job in a"
                                + " repository (command, codeGenConfigurationNodes), nor those of Studio's download"
                                + " (jobConfig, dag), and it is no map of nodes.",
                        Severity.INVALID)));
    }

    /** The graph; empty for a job of a script. */
    public Optional<JsonNode> graph() {
        return Optional.of(job.path(NODES)).filter(nodes -> nodes.isObject() && !nodes.isEmpty());
    }

    /** All that is wrong with the document and its graph. */
    public List<Problem> problems() {
        var told = unreadable.stream().map(Problem::node).collect(Collectors.toSet());
        var graph = graph().map(nodes -> Graph.read(nodes).problems()).orElse(List.of());
        return Stream.concat(
                        unreadable.stream(),
                        graph.stream().filter(problem -> problem.node().isEmpty() || !told.contains(problem.node())))
                .toList();
    }

    /** The document in a form. */
    public ObjectNode write(Form form) {
        return switch (form) {
            case API -> job.deepCopy();
            case GIT -> GitForm.write(job);
            case STUDIO -> StudioForm.write(this);
        };
    }
}
