package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.Problem.Severity;
import io.mastic.model.graph.node.NodeType;
import io.mastic.model.graph.node.NodeType.Role;
import io.mastic.model.graph.script.Names;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The editor's own document, which its download writes: the settings under {@code jobConfig}, the graph under {@code dag}. */
final class StudioForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int CODE_VERSION = 2;
    private static final int BATCH_INTERVAL = 100;
    /** What the editor notes for itself, or says a second time. */
    private static final Set<String> NOTES = Set.of(
            "nodeId",
            "generatedNodeName",
            "classification",
            "type",
            "codeGenVersion",
            "dataPreview",
            "previewAmount",
            "parentsValid",
            "calculatedType",
            "inferSchemaChanged",
            "isCatalog",
            "runtimeParameters",
            "streamingBatchInterval",
            "updateCatalogOptions");

    private static final String CONDITIONS = "columnConditions";

    private StudioForm() {}

    static ObjectNode read(JsonNode document, List<Problem> problems) {
        var job = StudioSettings.read(document.path("jobConfig"));
        var nodes = JSON.objectNode();
        document.path("dag")
                .properties()
                .forEach(entry -> nodes.set(entry.getKey(), node(entry.getKey(), entry.getValue(), problems)));
        if (!nodes.isEmpty() && !job.path("JobMode").asText("VISUAL").equals("SCRIPT")) {
            job.set(JobDocument.NODES, nodes);
        }
        return job;
    }

    private static ObjectNode node(String id, JsonNode node, List<Problem> problems) {
        var type = node.path("type").asText();
        var member = StudioType.member(node);
        if (member.isEmpty()) {
            var format = node.path("format").asText();
            problems.add(new Problem(
                    id,
                    "type",
                    "\"" + type + "\" (" + node.path("classification").asText("no classification")
                            + (format.isEmpty() ? "" : ", format " + format)
                            + ") is no type of node that this version knows in Studio's documents.",
                    Severity.INVALID));
        }
        var fields = JSON.objectNode();
        var place = member.orElse(type);
        node.properties().forEach(entry -> {
            var name = entry.getKey();
            boolean isSign = name.equals("format") && !place.equals("S3DirectTarget") && type.equals("S3");
            boolean isNothing = entry.getValue().isNull()
                    || name.equals("inputs") && entry.getValue().isEmpty();
            if (!NOTES.contains(name) && !isSign && !isNothing && !name.equals(CONDITIONS)) {
                var raised = Casing.raised(name);
                fields.set(raised, StudioFields.read(place + "." + raised, entry.getValue()));
            }
        });
        conditions(id, node, problems);
        return JSON.objectNode().set(place, fields);
    }

    /** The API joins by equal keys only. */
    private static void conditions(String id, JsonNode node, List<Problem> problems) {
        for (var condition : node.path(CONDITIONS)) {
            if (!condition.asText().equals("=")) {
                problems.add(new Problem(
                        id,
                        CONDITIONS,
                        "A join by \"" + condition.asText() + "\" cannot be said in the API: use an SQL Query.",
                        Severity.INVALID));
            }
        }
    }

    static ObjectNode write(JobDocument document) {
        var dag = JSON.objectNode();
        document.graph().ifPresent(nodes -> nodes.properties()
                .forEach(entry -> dag.set(entry.getKey(), written(entry.getKey(), entry.getValue()))));
        var written = JSON.objectNode();
        written.set("jobConfig", StudioSettings.write(document.job(), !dag.isEmpty()));
        written.set("dag", dag);
        written.put("hasBeenSaved", false);
        written.putNull("usageProfileName");
        document.script().ifPresent(script -> written.put("script", script));
        return written;
    }

    private static ObjectNode written(String id, JsonNode node) {
        var member = node.properties().stream()
                .filter(entry -> entry.getValue().isObject())
                .findFirst();
        var type = member.map(Map.Entry::getKey).orElse("");
        var fields = member.map(Map.Entry::getValue).orElse(JSON.objectNode());
        var known = StudioType.of(type, fields);
        var role = NodeType.of(type).map(NodeType::role).orElse(Role.TRANSFORM);
        var written = JSON.objectNode()
                .put("nodeId", id)
                .put("dataPreview", false)
                .put("previewAmount", 0)
                .put("generatedNodeName", Names.variable(fields.path("Name").asText(), id))
                .put("classification", StudioType.classification(role))
                .put("type", known.map(StudioType::type).orElse(type))
                .put("calculatedType", "")
                .put("codeGenVersion", CODE_VERSION);
        written.putArray("inputs");
        known.ifPresent(found -> sign(found, written));
        if (role == Role.TRANSFORM) {
            written.put("parentsValid", true);
        }
        if (known.isPresent() && role == Role.TARGET) {
            target(fields.path("SchemaChangePolicy"), written);
        }
        fields.properties()
                .forEach(entry -> written.set(
                        Casing.lowered(entry.getKey()),
                        StudioFields.write(type + "." + entry.getKey(), entry.getValue())));
        return written;
    }

    private static void sign(StudioType known, ObjectNode written) {
        if (known.role() == Role.SOURCE) {
            written.put("isCatalog", known.member().contains("Catalog"));
        }
        if (known.sign().equals("format")) {
            known.signed().ifPresent(value -> written.put("format", value));
        }
    }

    private static void target(JsonNode policy, ObjectNode written) {
        written.put("streamingBatchInterval", BATCH_INTERVAL);
        if (!policy.path("EnableUpdateCatalog").asBoolean()) {
            written.put("updateCatalogOptions", "none");
        } else if (policy.path("UpdateBehavior").asText().equals("LOG")) {
            written.put("updateCatalogOptions", "partitions");
        }
    }
}
