package io.mastic.server.visual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mastic.model.graph.Graph;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.library.Definition;
import io.mastic.model.graph.library.LibraryTransform;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.protocol.Call;
import io.mastic.protocol.JsonDocument;
import io.mastic.protocol.Operation;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.Reply;
import io.mastic.protocol.ServiceId;
import java.util.Map;
import java.util.Set;

/** The service {@code studio}: what an editor asks about a graph before it saves it. None of it changes anything. */
public final class StudioOperations {
    private static final String GRAPH = "CodeGenConfigurationNodes";
    private static final String NODE = "NodeId";
    private static final String TRANSFORM = "TransformName";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SchemaInference inference;
    private final CustomTransforms transforms;
    private final TransformJobs transformJobs;

    public StudioOperations(SchemaInference inference, CustomTransforms transforms, TransformJobs transformJobs) {
        this.inference = inference;
        this.transforms = transforms;
        this.transformJobs = transformJobs;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.STUDIO)
                .serve(operation("CheckGraph", this::checkGraph, Set.of(GRAPH)))
                .serve(operation("GenerateScript", this::generateScript, Set.of(GRAPH)))
                .serve(operation("GetSchemas", this::getSchemas, Set.of(GRAPH)))
                .serve(operation("InferSchema", this::inferSchema, Set.of(GRAPH, NODE)))
                .serve(operation("ListTransforms", this::listTransforms, Set.of()))
                .serve(operation("ListTransformJobs", this::listTransformJobs, Set.of(TRANSFORM)))
                .build();
    }

    private static Operation<JsonDocument, JsonDocument> operation(
            String name, Operation.RawAnswer<JsonDocument, JsonDocument> handler, Set<String> members) {
        return new Operation<>(
                name,
                JsonDocument.class,
                handler,
                OperationTable.Builder.anyResource(),
                (call, request) -> Map.of(),
                members);
    }

    private static JsonNode required(Call call, String member) {
        return call.raw(member).orElseThrow(() -> VisualErrors.invalid(member + " is missing"));
    }

    private static String requiredText(Call call, String member) {
        var value = required(call, member);
        if (!value.isTextual()) {
            throw VisualErrors.invalid(member + " has to be a text");
        }
        return value.textValue();
    }

    public Reply<JsonDocument> checkGraph(Call call, JsonDocument request) {
        var problems = JSON.arrayNode();
        Graph.read(required(call, GRAPH))
                .problems(inference.tables(call))
                .forEach(problem -> problems.add(json(problem)));
        return JsonDocument.reply().with("/Problems", problems);
    }

    private static ObjectNode json(Problem problem) {
        return JSON.objectNode()
                .put(NODE, problem.node())
                .put("Field", problem.field())
                .put("Message", problem.message())
                .put("Severity", problem.severity().name());
    }

    public Reply<JsonDocument> generateScript(Call call, JsonDocument request) {
        return JsonDocument.reply()
                .with(
                        "/Script",
                        TextNode.valueOf(
                                VisualJobs.usable(required(call, GRAPH)).script()));
    }

    public Reply<JsonDocument> getSchemas(Call call, JsonDocument request) {
        var nodes = JSON.objectNode();
        VisualJobs.usable(required(call, GRAPH))
                .outputs(inference.tables(call))
                .forEach((id, output) -> nodes.set(id, json(output)));
        return JsonDocument.reply().with("/Outputs", nodes);
    }

    private static ObjectNode json(Output output) {
        var frames = JSON.arrayNode();
        output.frames().forEach(frame -> {
            var json = frames.addObject();
            if (!frame.key().isEmpty()) {
                json.put("Key", frame.key());
            }
            frame.schema().ifPresent(schema -> json.set("Columns", columns(schema)));
        });
        return JSON.objectNode().put("Collection", output.collection()).set("Frames", frames);
    }

    private static ArrayNode columns(Schema schema) {
        var columns = JSON.arrayNode();
        schema.columns().forEach(column -> columns.addObject()
                .put("Name", column.name())
                .put("Type", column.type().hive()));
        return columns;
    }

    public Reply<JsonDocument> inferSchema(Call call, JsonDocument request) {
        var id = requiredText(call, NODE);
        var node = required(call, GRAPH).path(id);
        return JsonDocument.reply().with("/Columns", columns(inference.infer(call, id, node)));
    }

    public Reply<JsonDocument> listTransforms(Call call, JsonDocument request) {
        var all = JSON.arrayNode();
        for (var transform : LibraryTransform.values()) {
            var json = json(transform.definition())
                    .put("Kind", "LIBRARY")
                    .put("Usable", transform.refusal().isEmpty());
            transform.refusal().ifPresent(json.withArray("Problems")::add);
            all.add(json);
        }
        transforms.list(call).forEach(listed -> all.add(json(listed)));
        return JsonDocument.reply().with("/Transforms", all);
    }

    private static ObjectNode json(CustomTransforms.Listed listed) {
        var json = listed.definition().map(StudioOperations::json).orElseGet(JSON::objectNode);
        json.put("Kind", "CUSTOM")
                .put("File", listed.file())
                .put("Usable", listed.problems().isEmpty());
        listed.problems().forEach(json.withArray("Problems")::add);
        listed.code()
                .ifPresent(code -> json.put("Path", code.location().toString()).put("Version", code.version()));
        listed.icon().ifPresent(icon -> json.put("Icon", icon.toString()));
        return json;
    }

    private static ObjectNode json(Definition definition) {
        return JSON.objectNode()
                .put("Name", definition.name())
                .put("DisplayName", definition.displayName())
                .put("Description", definition.description())
                .put("FunctionName", definition.functionName())
                .set("Definition", definition.document());
    }

    public Reply<JsonDocument> listTransformJobs(Call call, JsonDocument request) {
        var jobs = JSON.arrayNode();
        transformJobs
                .of(call, requiredText(call, TRANSFORM))
                .forEach(job -> jobs.addObject().put("JobName", job.name()).put("Current", job.current()));
        return JsonDocument.reply().with("/Jobs", jobs);
    }
}
