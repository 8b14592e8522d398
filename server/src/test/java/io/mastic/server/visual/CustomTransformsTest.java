package io.mastic.server.visual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.protocol.ServiceId;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transforms in the assets bucket: how they are listed, and which of their code a job keeps. */
class CustomTransformsTest {
    private static final String BUCKET = VisualFixture.ASSETS;
    private static final String DEFINITION =
            """
            {"name": "mark", "functionName": "mark_rows", "displayName": "Mark", "description": "Marks rows",
             "parameters": [{"name": "word", "type": "str", "validationRule": "^[a-z]+$"}]}""";

    private final VisualFixture server = new VisualFixture();

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode send(ServiceId service, String operation, String body) throws IOException {
        return server.send(service, operation, body);
    }

    private void put(String key, String text) {
        server.put(BUCKET, key, text);
    }

    private JsonNode custom(String file) throws IOException {
        var all = send(ServiceId.STUDIO, "ListTransforms", "{}").path("Transforms");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(transform -> transform.path("File").asText().equals(file))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLibraryIsListedWithItsDefinitions() throws IOException {
        var all = send(ServiceId.STUDIO, "ListTransforms", "{}").path("Transforms");
        assertThat(all.findValuesAsText("FunctionName"))
                .contains("gs_split", "gs_lookup")
                .hasSizeGreaterThan(20);
        assertThat(all.findValuesAsText("Kind")).containsOnly("LIBRARY");
        assertThat(all.get(0).path("Definition").path("parameters").isArray()).isTrue();
        all.forEach(transform -> assertThat(transform.path("Usable").asBoolean())
                .isEqualTo(!transform.path("Name").asText().equals("gs_record_matching"))
                .isEqualTo(transform.path("Problems").isEmpty()));
    }

    @Test
    void aTransformIsSeenAtOnceAndABrokenOneWithItsReason() throws IOException {
        put("transforms/mark.json", DEFINITION);
        assertThat(custom("mark.json").path("Usable").asBoolean()).isFalse();
        assertThat(custom("mark.json").path("Problems").get(0).asText())
                .contains("Its code is missing: there is no s3://" + BUCKET + "/transforms/mark.py");
        put("transforms/mark.py", "def mark_rows(self, word): return self");
        put("transforms/mark.svg", "<svg/>");
        assertThat(custom("mark.json").path("Usable").asBoolean()).isTrue();
        assertThat(custom("mark.json").path("DisplayName").asText()).isEqualTo("Mark");
        assertThat(custom("mark.json").path("Definition")).isEqualTo(VisualFixture.MAPPER.readTree(DEFINITION));
        assertThat(custom("mark.json").path("Icon").asText()).isEqualTo("s3://" + BUCKET + "/transforms/mark.svg");
        put("transforms/broken.json", "{");
        put("transforms/nameless.json", "{\"name\": \"1x\", \"parameters\": [{\"name\": \"a\", \"type\": \"date\"}]}");
        assertThat(custom("broken.json").path("Problems").get(0).asText()).contains("no JSON");
        assertThat(custom("nameless.json").path("Problems").toString()).contains("functionName", "date", "1x");
        put("transforms/second.json", DEFINITION);
        put("transforms/second.py", "");
        assertThat(custom("second.json").path("Problems").toString()).contains("mark.json has the name mark as well");
    }

    private JsonNode save(String operation, String extra) throws IOException {
        var graph =
                """
                {"n1": {"S3JsonSource": {"Name": "In", "Paths": ["s3://data/in/"]}},
                 "n2": {"DynamicTransform": {"Name": "Mark", "TransformName": "mark", "FunctionName": "mark_rows",
                    "Path": "s3://%s/transforms/mark.py", "Version": "1.0.0", "Inputs": ["n1"],
                    "Parameters": [{"Name": "word", "Type": "str", "Value": ["a"], "IsOptional": false},
                        {"Name": "words", "Type": "list", "ListType": "str", "Value": ["a"], "IsOptional": true}]}}}"""
                        .formatted(BUCKET);
        var job = "\"Role\": \"MasticGlueRole\", \"Command\": {\"Name\": \"glueetl\"}, \"DefaultArguments\":"
                + " {\"--extra-py-files\": \"" + extra + "\"}, \"CodeGenConfigurationNodes\": " + graph;
        return send(
                ServiceId.GLUE,
                operation,
                operation.equals("CreateJob")
                        ? "{\"Name\": \"job\", " + job + "}"
                        : "{\"JobName\": \"job\", \"JobUpdate\": {" + job + "}}");
    }

    private String extraFiles() throws IOException {
        return send(ServiceId.GLUE, "GetJob", "{\"JobName\": \"job\"}")
                .path("Job")
                .path("DefaultArguments")
                .path("--extra-py-files")
                .asText();
    }

    @Test
    void aJobKeepsTheCodeThatItWasSavedWith() throws IOException {
        put("transforms/mark.json", DEFINITION);
        put("transforms/mark.py", "one");
        assertThat(save("CreateJob", "s3://mine/own.py").path("Name").asText()).isEqualTo("job");
        var first = extraFiles();
        assertThat(first).matches("s3://mine/own.py,s3://" + BUCKET + "/transforms/versions/[0-9a-f]{12}/mark.py");
        put("transforms/mark.py", "two");
        var pinned = first.substring(first.indexOf(BUCKET) + BUCKET.length() + 1);
        assertThat(server.text(BUCKET, pinned)).isEqualTo("one");
        assertThat(jobs()).isEqualTo("[{\"JobName\":\"job\",\"Current\":false}]");
        save("UpdateJob", first);
        assertThat(extraFiles())
                .isNotEqualTo(first)
                .startsWith("s3://mine/own.py,")
                .doesNotContain(pinned);
        assertThat(jobs()).isEqualTo("[{\"JobName\":\"job\",\"Current\":true}]");
    }

    private String jobs() throws IOException {
        return send(ServiceId.STUDIO, "ListTransformJobs", "{\"TransformName\": \"mark\"}")
                .path("Jobs")
                .toString();
    }
}
