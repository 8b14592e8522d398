package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.JobRunState;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The data folder of the last release, made by its own code: a database, a table of three versions with fifteen
 * partitions, a role with policies, a job with one finished run, two objects. Its keys are of no other use.
 */
final class LastRelease {
    private static final String OBJECT = "orders/region=ü/day=2026-11-01/part 1.txt";

    private LastRelease() {}

    /** With tar, since the types of objects are extended attributes. */
    static Path unpack(Path data) throws IOException {
        var packed = Files.createTempFile("mastic-release", ".tar.gz");
        try (var content = Objects.requireNonNull(LastRelease.class.getResourceAsStream("first-release.tar.gz"))) {
            Files.write(packed, content.readAllBytes());
        }
        Files.createDirectories(data);
        var tar = new ProcessBuilder(
                        "tar",
                        "--extract",
                        "--gzip",
                        "--file",
                        packed.toString(),
                        "--directory",
                        data.toString(),
                        "--xattrs",
                        "--xattrs-include=user.*",
                        "--no-same-owner")
                .inheritIO()
                .start();
        try {
            assertThat(tar.waitFor()).isZero();
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Files.delete(packed);
        }
        return data;
    }

    /** Everything that was in it is there. */
    static void assertWhole(TestingControlPlane plane) {
        try (var glue = plane.client(GlueClient.builder());
                var iam = plane.client(IamClient.builder());
                var logs = plane.client(CloudWatchLogsClient.builder());
                var s3 = plane.client(S3Client.builder())) {
            assertCatalog(glue);
            assertJob(glue, logs);
            assertRole(iam);
            var object =
                    s3.getObjectAsBytes(request -> request.bucket("shop-data").key(OBJECT));
            assertThat(object.asUtf8String()).isEqualTo("kept");
            assertThat(object.response().contentType()).isEqualTo("text/plain");
            assertThat(object.response().metadata()).containsEntry("made-by", "first");
        }
    }

    private static void assertCatalog(GlueClient glue) {
        var database = glue.getDatabase(request -> request.name("shop")).database();
        assertThat(database.parameters()).containsEntry("owner", "Zoë");
        assertThat(glue.getTags(request -> request.resourceArn("arn:aws:glue:us-east-1:111122223333:database/shop"))
                        .tags())
                .isEqualTo(Map.of("team", "sales"));
        var versions = glue.getTableVersions(
                        request -> request.databaseName("shop").tableName("orders"))
                .tableVersions();
        assertThat(versions).extracting(version -> version.versionId()).containsExactly("2", "1", "0");
        assertThat(versions)
                .extracting(
                        version -> version.table().storageDescriptor().columns().size())
                .containsExactly(3, 2, 1);
        var partitions = glue.getPartitions(request -> request.databaseName("shop")
                        .tableName("orders")
                        .expression("region = 'ü' and day >= '2026-11-04'"))
                .partitions();
        assertThat(partitions)
                .extracting(Partition::values)
                .containsExactly(List.of("ü", "2026-11-04"), List.of("ü", "2026-11-05"));
    }

    private static void assertJob(GlueClient glue, CloudWatchLogsClient logs) {
        var job = glue.getJob(request -> request.jobName("nightly")).job();
        assertThat(job.defaultArguments()).containsEntry("--mode", "full");
        var runs = glue.getJobRuns(request -> request.jobName("nightly")).jobRuns();
        assertThat(runs).hasSize(1);
        assertThat(runs.get(0).jobRunState()).isEqualTo(JobRunState.SUCCEEDED);
        var said = logs.getLogEvents(request -> request.logGroupName("/aws-glue/python-jobs/output")
                .logStreamName(runs.get(0).id())
                .startFromHead(true));
        assertThat(said.events()).extracting(event -> event.message()).contains("a night passed");
    }

    private static void assertRole(IamClient iam) {
        var policies = iam.listAttachedRolePolicies(request -> request.roleName("Nightly"));
        assertThat(policies.attachedPolicies())
                .extracting(policy -> policy.policyName())
                .containsExactly("Readers");
        assertThat(iam.getRolePolicy(request -> request.roleName("Nightly").policyName("objects"))
                        .policyDocument())
                .contains("s3");
    }

    /** Each kind of thing can be changed and made. */
    static void assertGoesOn(TestingControlPlane plane) {
        try (var glue = plane.client(GlueClient.builder());
                var iam = plane.client(IamClient.builder());
                var s3 = plane.client(S3Client.builder())) {
            glue.updateTable(
                    request -> request.databaseName("shop").versionId("2").tableInput(table -> table.name("orders")
                            .description("changed")));
            glue.createTable(request -> request.databaseName("shop").tableInput(table -> table.name("customers")));
            assertThat(glue.getTables(request -> request.databaseName("shop")).tableList())
                    .extracting(table -> table.name() + " " + table.versionId())
                    .containsExactly("customers 0", "orders 3");
            glue.updateJob(request -> request.jobName("nightly")
                    .jobUpdate(job -> job.role("Nightly").description("changed").command(c -> c.name("pythonshell")
                            .scriptLocation("s3://shop-data/nightly.py"))));
            assertThat(glue.getJob(request -> request.jobName("nightly")).job().description())
                    .isEqualTo("changed");
            iam.deleteRolePolicy(request -> request.roleName("Nightly").policyName("objects"));
            s3.deleteObject(request -> request.bucket("shop-data").key(OBJECT));
            glue.deleteDatabase(request -> request.name("shop"));
        }
    }
}
