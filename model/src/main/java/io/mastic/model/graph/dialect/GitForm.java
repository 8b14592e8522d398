package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.Problem.Severity;
import java.util.List;
import java.util.Set;

/** The form of repositories. */
final class GitForm {
    private static final String NODES = "codeGenConfigurationNodes";
    private static final Set<String> MAPS =
            Set.of("DefaultArguments", "NonOverridableArguments", "Tags", JobDocument.NODES);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GitForm() {}

    static ObjectNode read(JsonNode document, List<Problem> problems) {
        var job = (ObjectNode) Casing.renamed(document, Casing::raised, MAPS);
        var nodes = document.path(NODES);
        if (nodes.isTextual() && !nodes.textValue().isBlank()) {
            try {
                job.set(JobDocument.NODES, MAPPER.readTree(nodes.textValue()));
            } catch (JsonProcessingException e) {
                problems.add(new Problem(
                        "",
                        "",
                        NODES + " is a text that should hold JSON, and does not: " + e.getOriginalMessage() + ".",
                        Severity.INVALID));
                job.remove(JobDocument.NODES);
            }
        } else if (nodes.isTextual()) {
            job.remove(JobDocument.NODES);
        }
        return job;
    }

    static ObjectNode write(ObjectNode job) {
        var document = (ObjectNode) Casing.renamed(job, Casing::lowered, MAPS);
        var nodes = job.path(JobDocument.NODES);
        if (nodes.isObject()) {
            document.set(NODES, TextNode.valueOf(Layout.sorted(nodes).toString()));
        }
        return document;
    }
}
