package io.mastic.server;

import java.util.List;
import java.util.Map;

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
record CreatedThing(
        String create,
        String get,
        String patch,
        String asked,
        String given,
        String shown,
        Map<String, String> differing,
        Map<String, String> added) {
    static final List<CreatedThing> ALL = List.of(
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
            new CreatedThing(
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
}
