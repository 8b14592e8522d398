package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.JsonCodec;
import io.mastic.protocol.Operation;
import io.mastic.protocol.ServiceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What Create takes, Get gives back, with AWS's defaults for the rest: for every pair of the two that is served. The
 * request is made from the model with every member set; a case says what of it must be otherwise, and what may differ.
 */
class CreatedThingsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACCOUNT = "111122223333";

    /**
     * One pair.
     *
     * @param patch laid over the example request; null removes a member
     * @param get the request of Get
     * @param given where in Create's request the thing stands
     * @param shown where in Get's answer it stands
     * @param differing members that are not shown as they were given, with the reason
     * @param added members that are shown besides, with their values; {@code *} for any
     */
    private record Case(
            String create,
            String get,
            String patch,
            String asked,
            String given,
            String shown,
            Map<String, String> differing,
            Map<String, String> added) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "CreateDatabase",
                    "GetDatabase",
                    """
                    {"CatalogId": null, "DatabaseInput": {"Name": "made"}}
                    """,
                    """
                    {"Name": "made"}
                    """,
                    "/DatabaseInput",
                    "/Database",
                    Map.of(),
                    Map.of("CatalogId", "\"111122223333\"", "CreateTime", "*")),
            new Case(
                    "CreateTable",
                    "GetTable",
                    """
                    {"CatalogId": null, "DatabaseName": "made", "OpenTableFormatInput": null, "PartitionIndexes": null,
                      "TableInput": {"Name": "made", "PartitionKeys": [{"Name": "day", "Type": "date"}]}}
                    """,
                    """
                    {"DatabaseName": "made", "Name": "made"}
                    """,
                    "/TableInput",
                    "/Table",
                    Map.of(
                            "ViewDefinition",
                            "the answer's type has other members, of Athena's views; what both have is kept"),
                    Map.of(
                            "CatalogId",
                            "\"111122223333\"",
                            "DatabaseName",
                            "\"made\"",
                            "CreateTime",
                            "*",
                            "UpdateTime",
                            "*",
                            "CreatedBy",
                            "*",
                            "VersionId",
                            "\"0\"",
                            "IsRegisteredWithLakeFormation",
                            "false")),
            new Case(
                    "CreatePartition",
                    "GetPartition",
                    """
                    {"CatalogId": null, "DatabaseName": "made", "TableName": "made",
                      "PartitionInput": {"Values": ["2026-01-01"]}}
                    """,
                    """
                    {"DatabaseName": "made", "TableName": "made", "PartitionValues": ["2026-01-01"]}
                    """,
                    "/PartitionInput",
                    "/Partition",
                    Map.of(),
                    Map.of(
                            "CatalogId",
                            "\"111122223333\"",
                            "DatabaseName",
                            "\"made\"",
                            "TableName",
                            "\"made\"",
                            "CreationTime",
                            "*")),
            new Case(
                    "CreatePartitionIndex",
                    "GetPartitionIndexes",
                    """
                    {"CatalogId": null, "DatabaseName": "made", "TableName": "made",
                      "PartitionIndex": {"IndexName": "made", "Keys": ["day"]}}
                    """,
                    """
                    {"DatabaseName": "made", "TableName": "made"}
                    """,
                    "/PartitionIndex",
                    "/PartitionIndexDescriptorList/0",
                    Map.of("Keys", "they are shown with their types"),
                    Map.of("IndexStatus", "\"ACTIVE\"")),
            new Case(
                    "CreateUserDefinedFunction",
                    "GetUserDefinedFunction",
                    """
                    {"CatalogId": null, "DatabaseName": "made",
                      "FunctionInput": {"FunctionName": "made", "FunctionType": "AGGREGATE_FUNCTION"}}
                    """,
                    """
                    {"DatabaseName": "made", "FunctionName": "made"}
                    """,
                    "/FunctionInput",
                    "/UserDefinedFunction",
                    Map.of(),
                    Map.of("CatalogId", "\"111122223333\"", "DatabaseName", "\"made\"", "CreateTime", "*")),
            new Case(
                    "CreateConnection",
                    "GetConnection",
                    """
                    {"CatalogId": null, "ConnectionInput": {"Name": "made", "ConnectionType": "JDBC",
                      "ConnectionProperties": {"JDBC_CONNECTION_URL": "jdbc:mysql://db/x", "PASSWORD": "p",
                        "<key>": null}}}
                    """,
                    """
                    {"Name": "made"}
                    """,
                    "/ConnectionInput",
                    "/Connection",
                    Map.of(
                            "AuthenticationConfiguration",
                            "its credentials are never shown",
                            "ValidateCredentials",
                            "it is for the request alone",
                            "ValidateForComputeEnvironments",
                            "it is for the request alone"),
                    Map.of(
                            "CreationTime",
                            "*",
                            "LastUpdatedTime",
                            "*",
                            "LastUpdatedBy",
                            "\"arn:aws:iam::111122223333:root\"",
                            "Status",
                            "\"READY\"",
                            "ConnectionSchemaVersion",
                            "2")),
            new Case(
                    "CreateSecurityConfiguration",
                    "GetSecurityConfiguration",
                    """
                    {"Name": "made"}
                    """,
                    """
                    {"Name": "made"}
                    """,
                    "",
                    "/SecurityConfiguration",
                    Map.of(),
                    Map.of("CreatedTimeStamp", "*")),
            new Case(
                    "CreateClassifier",
                    "GetClassifier",
                    """
                    {"GrokClassifier": null, "XMLClassifier": null, "JsonClassifier": null,
                      "CsvClassifier": {"Name": "made", "Delimiter": "|"}}
                    """,
                    """
                    {"Name": "made"}
                    """,
                    "/CsvClassifier",
                    "/Classifier/CsvClassifier",
                    Map.of(),
                    Map.of("CreationTime", "*", "LastUpdated", "*", "Version", "1")),
            new Case(
                    "CreateJob",
                    "GetJob",
                    """
                    {"Name": "made", "Role": "arn:aws:iam::111122223333:role/MasticGlueRole", "Connections": null,
                      "Command": {"Name": "glueetl", "PythonVersion": "3", "Runtime": null}, "GlueVersion": "5.0",
                      "AllocatedCapacity": null, "MaxCapacity": null, "WorkerType": "G.1X", "NumberOfWorkers": 2,
                      "SecurityConfiguration": null, "NotificationProperty": null, "JobRunQueuingEnabled": null,
                      "MaintenanceWindow": null, "ExecutionClass": "STANDARD", "JobMode": "SCRIPT",
                      "CodeGenConfigurationNodes": null}
                    """,
                    """
                    {"JobName": "made"}
                    """,
                    "",
                    "/Job",
                    Map.of("Tags", "GetTags answers them"),
                    Map.of("CreatedOn", "*", "LastModifiedOn", "*", "AllocatedCapacity", "2", "MaxCapacity", "2.0")),
            new Case(
                    "CreateWorkflow",
                    "GetWorkflow",
                    """
                    {"Name": "made"}
                    """,
                    """
                    {"Name": "made"}
                    """,
                    "",
                    "/Workflow",
                    Map.of("Tags", "GetTags answers them"),
                    Map.of("CreatedOn", "*", "LastModifiedOn", "*")),
            new Case(
                    "CreateTrigger",
                    "GetTrigger",
                    """
                    {"Name": "made", "WorkflowName": "made", "Type": "SCHEDULED", "Schedule": "cron(0 3 * * ? *)",
                      "Predicate": null, "EventBatchingCondition": null, "StartOnCreation": null,
                      "Actions": [{"JobName": "made", "Arguments": {"--a": "b"}, "Timeout": 10}]}
                    """,
                    """
                    {"Name": "made"}
                    """,
                    "",
                    "/Trigger",
                    Map.of("Tags", "GetTags answers them"),
                    Map.of("State", "\"CREATED\"")),
            new Case(
                    "CreateRole",
                    "GetRole",
                    """
                    {"RoleName": "made", "Path": "/made/", "MaxSessionDuration": 3600, "PermissionsBoundary": null,
                      "AssumeRolePolicyDocument":
                        "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"glue.amazonaws.com\\"},\\"Action\\":\\"sts:AssumeRole\\"}]}",
                      "Tags": null}
                    """,
                    """
                    {"RoleName": "made"}
                    """,
                    "",
                    "/Role",
                    Map.of("AssumeRolePolicyDocument", "it is URL-encoded, as in AWS"),
                    Map.of("Arn", "\"arn:aws:iam::111122223333:role/made/made\"", "RoleId", "*", "CreateDate", "*")),
            new Case(
                    "CreatePolicy",
                    "GetPolicy",
                    """
                    {"PolicyName": "made", "Path": "/", "PolicyDocument":
                        "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Resource\\":\\"*\\",\\"Action\\":\\"glue:*\\"}]}",
                      "Tags": null}
                    """,
                    """
                    {"PolicyArn": "arn:aws:iam::111122223333:policy/made"}
                    """,
                    "",
                    "/Policy",
                    Map.of("PolicyDocument", "GetPolicyVersion answers it"),
                    Map.of(
                            "Arn",
                            "*",
                            "PolicyId",
                            "*",
                            "CreateDate",
                            "*",
                            "UpdateDate",
                            "*",
                            "DefaultVersionId",
                            "\"v1\"",
                            "AttachmentCount",
                            "0",
                            "IsAttachable",
                            "true",
                            "PermissionsBoundaryUsageCount",
                            "0")));

    /** Members of requests that say something of the request, not of the thing. */
    private static final Set<String> OF_REQUESTS = Set.of("CatalogId");

    @TempDir
    Path folder;

    @Test
    void getGivesBackWhatCreateTook() {
        try (var plane = TestingControlPlane.builder().data(folder).start()) {
            var served = operations(plane);
            var pairs = pairs(served.keySet());
            assertThat(CASES.stream().map(c -> c.create() + " " + c.get()))
                    .as("a case for each pair")
                    .containsExactlyInAnyOrderElementsOf(pairs);
            var caller = caller(plane);
            var wrong = new ArrayList<String>();
            for (var one : CASES) {
                wrong.addAll(differences(one, served, caller));
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static Map<String, Operation<?, ?>> operations(TestingControlPlane plane) {
        return plane.operationTables().stream()
                .filter(table -> table.service() != ServiceId.STS)
                .flatMap(table ->
                        table.names().stream().map(name -> table.find(name).orElseThrow()))
                .collect(Collectors.toMap(Operation::name, operation -> operation, (a, b) -> a, TreeMap::new));
    }

    private static Caller caller(TestingControlPlane plane) {
        return new Caller(
                ACCOUNT,
                "arn:aws:iam::" + ACCOUNT + ":root",
                ACCOUNT,
                plane.credentials().accessKeyId());
    }

    private static List<String> pairs(Set<String> names) {
        return names.stream()
                .filter(name -> name.startsWith("Create"))
                .flatMap(name -> Stream.of("", "s", "es")
                        .map(ending -> "Get" + name.substring("Create".length()) + ending)
                        .filter(names::contains)
                        .findFirst()
                        .map(get -> name + " " + get)
                        .stream())
                .toList();
    }

    private static List<String> differences(Case one, Map<String, Operation<?, ?>> served, Caller caller) {
        var create = served.get(one.create());
        var request = patched(ExampleRequests.json(create.request()), (ObjectNode) tree(one.patch()));
        answer(create, request, caller);
        var shown = answer(served.get(one.get()), tree(one.asked()), caller).at(one.shown());
        var given = (ObjectNode) request.at(one.given());
        var members = new TreeSet<String>();
        given.fieldNames().forEachRemaining(members::add);
        shown.fieldNames().forEachRemaining(members::add);
        members.removeAll(one.differing().keySet());
        if (one.given().isEmpty()) {
            members.removeAll(OF_REQUESTS);
        }
        return members.stream()
                .flatMap(member -> difference(one, member, given.get(member), shown.get(member)).stream())
                .map(text -> one.create() + " " + text)
                .toList();
    }

    private static Optional<String> difference(Case one, String member, JsonNode given, JsonNode shown) {
        var expected = given == null ? one.added().get(member) : given.toString();
        if ("*".equals(expected) && shown != null) {
            return Optional.empty();
        }
        var same = expected != null
                && shown != null
                && tree(expected).equals(CreatedThingsTest::compare, tree(shown.toString()));
        return same ? Optional.empty() : Optional.of(member + ": expected " + expected + ", shown " + shown);
    }

    /** Numbers are the same however they are written. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static ObjectNode patched(ObjectNode example, ObjectNode patch) {
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                example.remove(member.getKey());
            } else if (member.getValue().isObject()
                    && example.path(member.getKey()).isObject()) {
                patched((ObjectNode) example.get(member.getKey()), (ObjectNode) member.getValue());
            } else {
                example.set(member.getKey(), member.getValue());
            }
        });
        return example;
    }

    private static <I extends SdkPojo> JsonNode answer(Operation<I, ?> operation, JsonNode request, Caller caller) {
        var input = JsonCodec.read(request.toString().getBytes(StandardCharsets.UTF_8), operation.request());
        var call = new Call(caller, "us-east-1", "request", Instant.parse("2026-11-24T12:00:00Z"), Map.of());
        var reply = operation.handler().handle(call, input);
        return tree(new String(JsonCodec.write(reply.response()), StandardCharsets.UTF_8));
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
