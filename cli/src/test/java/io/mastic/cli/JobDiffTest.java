package io.mastic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class JobDiffTest {
    @Test
    void eachKindOfChangeHasItsLine() throws JsonProcessingException {
        var from = job(
                """
                {"Timeout": 5, "MaxRetries": 0, "DefaultArguments": {"--a": "1", "--b": "2"}, "CodeGenConfigurationNodes": {
                  "n1": {"S3JsonSource": {"Name": "In", "Paths": ["s3://a"], "Recurse": true}},
                  "n2": {"DropFields": {"Name": "Drop", "Inputs": ["n1"], "Paths": [["a"]]}},
                  "n3": {"Spigot": {"Name": "Gone", "Inputs": ["n2"], "Path": "s3://s"}},
                  "n4": {"Union": {"Name": "Both", "Inputs": ["n1", "n2"], "UnionType": "ALL"}}}}
                """);
        var to = job(
                """
                {"Timeout": 6, "Description": null, "DefaultArguments": {"--a": "1"}, "CodeGenConfigurationNodes": {
                  "n1": {"S3JsonSource": {"Name": "Rows", "Paths": ["s3://b"], "Recurse": null}},
                  "n2": {"SelectFields": {"Name": "Keep", "Inputs": ["n1"], "Paths": [["a"]]}},
                  "n4": {"Union": {"Name": "Both", "Inputs": ["n2", "n1"], "UnionType": "ALL"}},
                  "n5": {"Spigot": {"Name": "New", "Inputs": ["n4"], "Path": "s3://s"}}}}
                """);
        assertThat(JobDiff.of(from, to))
                .containsExactly(
                        "- DefaultArguments.--b: \"2\"",
                        "~ Timeout: 5 -> 6",
                        "~ n1 S3JsonSource \"In\" is renamed to \"Rows\" (its bookmark begins anew)",
                        "~ n1 S3JsonSource \"Rows\" Paths[0]: \"s3://a\" -> \"s3://b\"",
                        "- n1 S3JsonSource \"Rows\" Recurse: true",
                        "~ n2 DropFields \"Drop\" becomes n2 SelectFields \"Keep\"",
                        "- n3 Spigot \"Gone\"",
                        "+ n5 Spigot \"New\"",
                        "- edge n2 -> n3",
                        "~ edges into n4: [n1, n2] -> [n2, n1]",
                        "+ edge n4 -> n5");
    }

    private static ObjectNode job(String text) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(text);
    }
}
