package io.mastic.server.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.protocol.ServiceId;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.glue.model.CodeGenConfigurationNode;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.s3.S3Client;

/** Jobs with a graph, on the wire: what is stored, what is written, what comes back. */
class VisualJobsTest {
    private static final String SOURCE =
            """
            "n1": {"S3JsonSource": {"Name": "In", "Paths": ["s3://data/in/"], "NotKnownYet": {"a": null}, "Exclusions": null}}""";
    private static final String TARGET =
            """
            "n2": {"S3DirectTarget": {"Name": "Out", "Inputs": ["n1"], "Path": "s3://data/out/", "Format": "json"}}""";
    private static final String GRAPH = "{" + SOURCE + ", " + TARGET + "}";

    private final VisualFixture server = new VisualFixture();
    private final GlueClient glue = server.glue;
    private final S3Client s3 = server.s3;

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode send(String operation, String body) throws IOException {
        return server.send(ServiceId.GLUE, operation, body);
    }

    private JsonNode create(String graph) throws IOException {
        return send("CreateJob", job("\"Name\": \"job\", ", graph));
    }

    private static String job(String name, String graph) {
        return "{" + name + "\"Role\": \"MasticGlueRole\", \"Command\": {\"Name\": \"glueetl\","
                + " \"ScriptLocation\": \"s3://data/job.py\"}, \"CodeGenConfigurationNodes\": " + graph + "}";
    }

    private JsonNode update(String graph) throws IOException {
        return send("UpdateJob", "{\"JobName\": \"job\", \"JobUpdate\": " + job("", graph) + "}");
    }

    private JsonNode get() throws IOException {
        return send("GetJob", "{\"JobName\": \"job\"}").path("Job");
    }

    private String script(String key) {
        return server.text("data", key);
    }

    @Test
    void aGraphComesBackAsItWasSentAndItsScriptIsWritten() throws IOException {
        assertThat(create(GRAPH).path("Name").asText()).isEqualTo("job");
        assertThat(get().path("CodeGenConfigurationNodes")).isEqualTo(VisualFixture.MAPPER.readTree(GRAPH));
        assertThat(get().path("JobMode").asText()).isEqualTo("VISUAL");
        assertThat(get().has("ScriptChangedOutsideEditor")).isFalse();
        assertThat(script("job.py"))
                .contains("In_n1 = glueContext.create_dynamic_frame.from_options(")
                .endsWith("job.commit()\n");
        assertThat(create(GRAPH).path("Name").asText()).isEqualTo("job");
    }

    @Test
    void anEmptyGraphIsNone() throws IOException {
        create("{}");
        assertThat(get().has("CodeGenConfigurationNodes")).isFalse();
        assertThat(get().path("JobMode").asText()).isEqualTo("SCRIPT");
        assertThat(s3.listObjectsV2(r -> r.bucket("data")).contents()).isEmpty();
    }

    @Test
    void anUpdateWithoutAGraphLeavesItAndAnEmptyOneRemovesIt() throws IOException {
        create(GRAPH);
        glue.updateJob(r -> r.jobName("job")
                .jobUpdate(u -> u.role("MasticGlueRole").description("new").command(c -> c.name("glueetl")
                        .scriptLocation("s3://data/elsewhere.py"))));
        assertThat(get().path("Description").asText()).isEqualTo("new");
        assertThat(get().path("CodeGenConfigurationNodes")).isEqualTo(VisualFixture.MAPPER.readTree(GRAPH));
        assertThat(script("elsewhere.py")).isEqualTo(script("job.py"));
        update("{}");
        assertThat(get().has("CodeGenConfigurationNodes")).isFalse();
    }

    @Test
    void aNewGraphReplacesTheScript() throws IOException {
        create(GRAPH);
        update("{" + SOURCE + "}");
        assertThat(script("job.py")).doesNotContain("Out_n2");
        assertThat(get().path("CodeGenConfigurationNodes").size()).isEqualTo(1);
    }

    @Test
    void aScriptThatWasChangedOutsideIsFlaggedAndNotOverwritten() throws IOException {
        create(GRAPH);
        s3.putObject(r -> r.bucket("data").key("job.py"), RequestBody.fromString("print('mine')"));
        assertThat(get().path("ScriptChangedOutsideEditor").asBoolean()).isTrue();
        var node = glue.getJob(r -> r.jobName("job")).job();
        assertThatThrownBy(() -> glue.updateJob(r -> r.jobName("job").jobUpdate(u -> u.role("MasticGlueRole")
                        .command(node.command())
                        .codeGenConfigurationNodes(
                                Map.of("n1", node.codeGenConfigurationNodes().get("n1"))))))
                .isInstanceOf(ConcurrentModificationException.class)
                .hasMessageContaining("s3://data/job.py was changed outside the editor");
        assertThat(update(GRAPH).path("JobName").asText()).isEqualTo("job");
        assertThat(script("job.py")).isEqualTo("print('mine')");
        s3.deleteObject(r -> r.bucket("data").key("job.py"));
        update("{" + SOURCE + "}");
        assertThat(script("job.py")).contains("In_n1").doesNotContain("Out_n2");
        assertThat(get().has("ScriptChangedOutsideEditor")).isFalse();
    }

    @Test
    void aTransformThatMakesRowsNeedsNoInput() throws IOException {
        create(
                """
                {"n1": {"DynamicTransform": {"Name": "Make", "TransformName": "make", "FunctionName": "make_rows",
                    "Path": "s3://data/make.py"}}}""");
        assertThat(script("job.py")).contains("Make_n1 = Make_n1_input.make_rows()");
    }

    @Test
    void withoutAPlaceTheScriptGoesToTheAssetsBucket() throws IOException {
        send(
                "CreateJob",
                """
                {"Name": "job", "Role": "MasticGlueRole", "Command": {"Name": "glueetl"}, "CodeGenConfigurationNodes": %s}"""
                        .formatted(GRAPH));
        assertThat(get().path("Command").path("ScriptLocation").asText())
                .isEqualTo("s3://aws-glue-assets-111122223333-us-east-1/scripts/job.py");
        assertThat(server.text(VisualFixture.ASSETS, "scripts/job.py")).contains("In_n1");
    }

    @Test
    void allProblemsOfAGraphAreToldAtOnceAndNothingIsStored() throws IOException {
        var answer = create(
                """
                {"n1": {"S3JsonSource": {"Name": "In", "Paths": ["s3://data/in/"]}},
                 "n2": {"SelectFields": {"Name": "A", "Inputs": ["n9"], "Paths": [["a"]]}},
                 "n3": {"Teleport": {"Name": "B"}},
                 "n4": {"SelectFields": {"Name": "C", "Inputs": ["n4"], "Paths": [["a"]]}}}""");
        assertThat(answer.path("__type").asText()).endsWith("InvalidInputException");
        assertThat(answer.path("Message").asText(answer.path("message").asText()))
                .contains("n2.Inputs: There is no node \"n9\"", "n3: There is no node type Teleport", "n4.Inputs: ");
        assertThat(get().isMissingNode()).isTrue();
        assertThat(s3.listObjectsV2(r -> r.bucket("data")).contents()).isEmpty();
    }

    @Test
    void theModelsConstraintsHoldInNodes() throws IOException {
        var answer = create("""
                {"n1": {"S3JsonSource": {"Name": "In", "Paths": "s3://data/in/"}}}""");
        assertThat(answer.path("__type").asText()).endsWith("SerializationException");
        var missing = create("""
                {"n1": {"S3JsonSource": {"Name": "In"}}}""");
        assertThat(missing.path("__type").asText()).endsWith("ValidationException");
    }

    @Test
    void whoMayNotWriteTheScriptCannotSaveTheGraph() {
        var node = CodeGenConfigurationNode.builder()
                .s3JsonSource(n -> n.name("In").paths("s3://data/in/"))
                .build();
        try (var limited = server.plane.client(GlueClient.builder(), server.session("glue:*", "iam:PassRole"))) {
            assertThatThrownBy(() -> limited.createJob(r -> r.name("job")
                            .role("MasticGlueRole")
                            .command(c -> c.name("glueetl").scriptLocation("s3://data/job.py"))
                            .codeGenConfigurationNodes(Map.of("n1", node))))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("s3:PutObject");
        }
    }
}
