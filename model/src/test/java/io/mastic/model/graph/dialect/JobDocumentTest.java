package io.mastic.model.graph.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.Graph;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.node.NodeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobDocumentTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path CASES = Path.of("..", "cases", "graphs");

    /** All nodes of the cases, of every type that they have. */
    private static List<Map.Entry<String, JsonNode>> seeds() {
        var seeds = new ArrayList<Map.Entry<String, JsonNode>>();
        try (var files = Files.list(CASES)) {
            for (var file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                var graph = MAPPER.readTree(file.toFile());
                Graph.read(graph)
                        .nodes()
                        .keySet()
                        .forEach(id ->
                                seeds.add(graph.path(id).properties().iterator().next()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return seeds;
    }

    /** Any nodes of the cases together, with texts of any kind in place of some, and members that nobody knows. */
    @Provide
    static Arbitrary<ObjectNode> graphs() {
        var unknown = Arbitraries.maps(
                        Arbitraries.strings().alpha().ofMinLength(1).map(name -> "New" + name),
                        Arbitraries.of("", "a.b"))
                .ofMaxSize(2);
        var changed =
                Arbitraries.strings().ofMaxLength(6).injectNull(0.7).list().ofSize(8);
        var node = Combinators.combine(Arbitraries.of(seeds()), changed, unknown)
                .as((seed, texts, members) -> {
                    var fields = (ObjectNode) changed(seed.getValue(), new ArrayList<>(texts));
                    members.forEach(fields::put);
                    return (JsonNode) JsonNodeFactory.instance.objectNode().set(seed.getKey(), fields);
                });
        return node.list().ofMinSize(1).ofMaxSize(6).map(nodes -> {
            var graph = JsonNodeFactory.instance.objectNode();
            nodes.forEach(one -> graph.set("node-" + graph.size(), one));
            return graph;
        });
    }

    private static JsonNode changed(JsonNode value, List<String> texts) {
        if (value.isTextual() && !texts.isEmpty()) {
            var text = texts.remove(0);
            return text == null ? value : JsonNodeFactory.instance.textNode(text);
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(changed(element, texts)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        var object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> object.set(member.getKey(), changed(member.getValue(), texts)));
        return object;
    }

    @Property(tries = 500)
    void graphSurvivesStudiosForm(@ForAll("graphs") ObjectNode graph) {
        assertThat(Layout.text(there(graph, Form.STUDIO))).isEqualTo(Layout.text(withoutNothing(graph)));
    }

    @Property(tries = 200)
    void graphSurvivesTheFormOfRepositories(@ForAll("graphs") ObjectNode graph) {
        assertThat(Layout.text(there(graph, Form.GIT))).isEqualTo(Layout.text(graph));
    }

    /** To the form and back, through text. */
    private static JsonNode there(ObjectNode graph, Form form) {
        try {
            var text = Layout.text(JobDocument.read(job(graph)).write(form));
            var back = JobDocument.read(MAPPER.readTree(text));
            assertThat(back.unreadable()).isEmpty();
            return back.graph().orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What Studio's form does not tell apart: a member that is null is not there. No inputs are none. */
    private static JsonNode withoutNothing(JsonNode graph) {
        if (!graph.isObject()) {
            return graph;
        }
        var object = JsonNodeFactory.instance.objectNode();
        graph.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .filter(member ->
                        !member.getKey().equals("Inputs") || !member.getValue().isEmpty())
                .forEach(member -> object.set(member.getKey(), withoutNothing(member.getValue())));
        return object;
    }

    private static ObjectNode job(JsonNode graph) {
        var job = JsonNodeFactory.instance.objectNode().put("Name", "a").put("JobMode", "VISUAL");
        return job.set("CodeGenConfigurationNodes", graph);
    }

    @Test
    void casesHaveAllTypesOfNodes() {
        var found = new HashSet<String>();
        seeds().forEach(seed -> found.add(seed.getKey()));
        for (var type : NodeType.values()) {
            assertThat(found).contains(type.member());
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void settingsSurviveEachForm(Form form) throws IOException {
        var job = json(
                """
                {"Name": "a", "Description": "", "Role": "r", "GlueVersion": "5.0", "WorkerType": "G.1X",
                 "NumberOfWorkers": 2, "MaxRetries": 1, "Timeout": 60, "JobMode": "VISUAL", "JobRunQueuingEnabled": false,
                 "ExecutionClass": "FLEX", "SecurityConfiguration": "s", "LogUri": "kept",
                 "Command": {"Name": "glueetl", "PythonVersion": "3", "ScriptLocation": "s3://b/scripts/a.py"},
                 "ExecutionProperty": {"MaxConcurrentRuns": 3}, "Connections": {"Connections": ["c", "d"]},
                 "Tags": {"team": "x", "Env": "y"},
                 "DefaultArguments": {"--enable-metrics": "true", "--job-language": "python", "--TempDir": "s3://b/t/",
                   "--extra-py-files": "s3://b/x.py,s3://b/y.py", "--datalake-formats": "iceberg", "--Own": "1 2"},
                 "NonOverridableArguments": {"--Fixed": "x"},
                 "CodeGenConfigurationNodes": {"n": {"S3JsonSource": {"Name": "S", "Paths": ["s3://b/a"]}}}}
                """);
        var back = JobDocument.read(JobDocument.read(job).write(form));
        assertThat(Layout.text(back.job())).isEqualTo(Layout.text(job));
    }

    @Test
    void downloadOfStudioIsRead() throws IOException {
        var document = json(
                """
                {"jobConfig": {"name": "quotes", "description": "", "role": "r", "command": "glueetl", "version": "5.0",
                  "runtime": null, "workerType": "G.1X", "numberOfWorkers": 2, "maxCapacity": 2, "security": "none",
                  "scriptName": "quotes.py", "scriptLocation": "s3://b/scripts/", "language": "python-3", "spark": true,
                  "sparkConfiguration": "standard", "jobParameters": [], "tags": [], "jobMode": "VISUAL_MODE",
                  "createdOn": "2026-01-01T00:00:00.000Z", "developerMode": false, "connectionsList": [],
                  "temporaryDirectory": "s3://b/temporary/", "glueHiveMetastore": true, "metrics": false,
                  "bookmark": "job-bookmark-disable", "dependentPath": "", "flexExecution": false},
                 "dag": {
                  "node-1": {"nodeId": "node-1", "dataPreview": false, "previewAmount": 0, "inputs": [], "name": "In",
                   "generatedNodeName": "In_node1", "classification": "DataSource", "type": "S3", "isCatalog": false,
                   "format": "parquet", "paths": ["s3://b/in/"], "compressionType": null, "recurse": true,
                   "additionalOptions": {"boundedSize": null, "enableSamplePath": false},
                   "outputSchemas": [[{"key": "a", "fullPath": ["a"], "type": "string", "children": null}]],
                   "calculatedType": "", "codeGenVersion": 2},
                  "node-2": {"nodeId": "node-2", "inputs": ["node-1"], "name": "Sum", "classification": "Transform",
                   "type": "Aggregate", "groups": ["a"], "aggs": [{"column": "b", "aggFunc": "sum"}],
                   "parentsValid": true},
                  "node-3": {"nodeId": "node-3", "inputs": ["node-2"], "name": "Out", "classification": "DataSink",
                   "type": "S3", "streamingBatchInterval": 100, "format": "glueparquet", "compression": "snappy",
                   "path": "s3://b/out/", "partitionKeys": ["a"], "updateCatalogOptions": "partitions",
                   "schemaChangePolicy": {"enableUpdateCatalog": true, "updateBehavior": "LOG", "database": "d",
                     "table": "t"}},
                  "node-4": {"nodeId": "node-4", "inputs": ["node-2"], "name": "Again", "classification": "DataSink",
                   "type": "S3", "format": "json", "path": "s3://b/again/", "partitionKeys": []}},
                 "hasBeenSaved": false, "usageProfileName": null}
                """);
        var read = JobDocument.read(document);
        assertThat(read.problems()).extracting(Problem::severity).doesNotContain(Problem.Severity.INVALID);
        assertThat(Layout.text(read.job()))
                .isEqualTo(
                        Layout.text(
                                json(
                                        """
                {"Name": "quotes", "Description": "", "Role": "r", "GlueVersion": "5.0", "WorkerType": "G.1X",
                 "NumberOfWorkers": 2, "JobMode": "VISUAL", "ExecutionClass": "STANDARD",
                 "Command": {"Name": "glueetl", "PythonVersion": "3", "ScriptLocation": "s3://b/scripts/quotes.py"},
                 "DefaultArguments": {"--enable-spark-ui": "true",
                   "--TempDir": "s3://b/temporary/", "--enable-glue-datacatalog": "true",
                   "--job-bookmark-option": "job-bookmark-disable"},
                 "CodeGenConfigurationNodes": {
                  "node-1": {"S3ParquetSource": {"Name": "In", "Paths": ["s3://b/in/"], "Recurse": true,
                    "AdditionalOptions": {"EnableSamplePath": false},
                    "OutputSchemas": [{"Columns": [{"Name": "a", "Type": "string"}]}]}},
                  "node-2": {"Aggregate": {"Name": "Sum", "Inputs": ["node-1"], "Groups": [["a"]],
                    "Aggs": [{"Column": ["b"], "AggFunc": "sum"}]}},
                  "node-3": {"S3GlueParquetTarget": {"Name": "Out", "Inputs": ["node-2"], "Compression": "snappy",
                    "Path": "s3://b/out/", "PartitionKeys": [["a"]], "SchemaChangePolicy": {"EnableUpdateCatalog": true,
                      "UpdateBehavior": "LOG", "Database": "d", "Table": "t"}}},
                  "node-4": {"S3DirectTarget": {"Name": "Again", "Inputs": ["node-2"], "Format": "json",
                    "Path": "s3://b/again/", "PartitionKeys": []}}}}
                """)));
    }

    @Test
    void unknownTypeOfStudioIsToldAndKept() throws IOException {
        var document = json(
                """
                {"dag": {"n": {"name": "K", "classification": "DataSource", "type": "Teleport", "speed": 3},
                         "m": {"name": "X", "classification": "DataSource", "type": "S3", "format": "stone"}}}
                """);
        var read = JobDocument.read(document);
        assertThat(read.problems())
                .extracting(Problem::told)
                .containsExactlyInAnyOrder(
                        "n.type: \"Teleport\" (DataSource) is no type of node that this version knows in Studio's"
                                + " documents.",
                        "m.type: \"S3\" (DataSource, format stone) is no type of node that this version knows in"
                                + " Studio's documents.");
        assertThat(read.graph().orElseThrow().at("/n/Teleport/Speed").asInt()).isEqualTo(3);
    }

    @Test
    void joinByOtherThanEqualKeysIsTold() throws IOException {
        var join = json(
                """
                {"dag": {"n": {"name": "J", "classification": "Transform", "type": "Join", "inputs": [],
                  "columns": [{"from": "a", "keys": ["x"]}], "columnConditions": ["<"]}}}
                """);
        assertThat(JobDocument.read(join).problems())
                .extracting(Problem::told)
                .anyMatch(told -> told.contains("A join by \"<\" cannot be said in the API"));
    }

    @Test
    void graphAloneIsRead() throws IOException {
        var graph = MAPPER.readTree(CASES.resolve("join.json").toFile());
        assertThat(JobDocument.read(graph).graph()).contains(graph);
    }

    @Test
    void brokenGraphOfRepositoryIsTold() throws IOException {
        var document = json("{\"name\": \"a\", \"codeGenConfigurationNodes\": \"{\"}");
        assertThat(JobDocument.read(document).problems())
                .extracting(Problem::message)
                .first()
                .asString()
                .startsWith("codeGenConfigurationNodes is a text that should hold JSON, and does not: ");
    }

    @Test
    void otherDocumentsAreRefused() throws IOException {
        for (var text : List.of("[]", "{}", "{\"a\": 1}", "{\"a\": {\"b\": 1, \"c\": 2}}")) {
            assertThat(JobDocument.read(MAPPER.readTree(text)).problems())
                    .extracting(Problem::severity)
                    .containsExactly(Problem.Severity.INVALID);
        }
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) MAPPER.readTree(text);
    }
}
