package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a table of DynamoDB from an export to S3, a new one or one that is there.
 *
 * @param export {@code ddb}: a new one; {@code s3}: one that is there
 * @param unnestJson whether values come without DynamoDB's marks of types
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DynamoDBELTConnectorSource.html">AWS</a>
 */
public record DynamoDbConnectorSource(
        String name,
        String tableArn,
        Optional<String> export,
        Optional<Boolean> unnestJson,
        Optional<String> bucket,
        Optional<String> prefix,
        Optional<String> bucketOwner,
        Optional<String> role,
        OutputSchemas outputSchemas)
        implements Node {
    static DynamoDbConnectorSource read(NodeFields fields) {
        var options = fields.requiredStructure("ConnectionOptions");
        return new DynamoDbConnectorSource(
                fields.required("Name"),
                options.required("DynamodbTableArn"),
                options.oneOf("DynamodbExport", Set.of("ddb", "s3")),
                options.flag("DynamodbUnnestDDBJson"),
                options.text("DynamodbS3Bucket"),
                options.text("DynamodbS3Prefix"),
                options.text("DynamodbS3BucketOwner"),
                options.text("DynamodbStsRoleArn"),
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.DYNAMODB_ELT_CONNECTOR_SOURCE;
    }

    @Override
    public void check(NodeCheck check) {
        if (bucket.isEmpty()) {
            check.error(
                    "ConnectionOptions.DynamodbS3Bucket",
                    "An export needs a bucket: name the one that its files are in, or go to.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void write(NodeScript script) {
        var options = new Entries()
                .text("dynamodb.export", export.orElse("ddb"))
                .text("dynamodb.tableArn", tableArn)
                .flag("dynamodb.unnestDDBJson", unnestJson)
                .text("dynamodb.s3.bucket", bucket)
                .text("dynamodb.s3.prefix", prefix)
                .text("dynamodb.s3.bucketOwner", bucketOwner)
                .text("dynamodb.sts.roleArn", role);
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_options",
                script.withContext(
                        Item.named("connection_type", Python.text("dynamodb")),
                        Item.named("connection_options", options.dict()))));
    }
}
