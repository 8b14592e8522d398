package io.mastic.server;

import io.mastic.protocol.OperationTable;
import io.mastic.server.catalog.CatalogConfig;
import io.mastic.server.jobs.DriverConfig;
import io.mastic.server.store.DatabaseConfig;
import io.mastic.server.store.TestingDatabase;
import io.mastic.server.triggers.TriggerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The server as it is shipped, on any free port and a data folder that ends with it, and clients that speak to it. */
public final class TestingControlPlane implements AutoCloseable {
    private final ControlPlane plane;
    private final Credentials root;
    private final Optional<Path> temporary;

    private TestingControlPlane(ControlPlane plane, Credentials root, Optional<Path> temporary) {
        this.plane = plane;
        this.root = root;
        this.temporary = temporary;
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private Optional<Path> data = Optional.empty();
        private Optional<DatabaseConfig> database = Optional.empty();
        private String accountId = "111122223333";
        private Path home = Path.of("no-distribution");
        private CatalogConfig catalog = CatalogConfig.ofAws();

        private Builder() {}

        /** A folder that stays when the server is closed; else one is made, and deleted at the end. */
        public Builder data(Path folder) {
            this.data = Optional.of(folder);
            return this;
        }

        /** Else it is the one of {@link TestingDatabase}. */
        public Builder database(DatabaseConfig config) {
            this.database = Optional.of(config);
            return this;
        }

        public Builder accountId(String id) {
            this.accountId = id;
            return this;
        }

        public Builder catalog(CatalogConfig limits) {
            this.catalog = limits;
            return this;
        }

        /** The distribution that drivers are started from; without it no run can start. */
        public Builder home(Path folder) {
            this.home = folder;
            return this;
        }

        public TestingControlPlane start() {
            try {
                var temporary = data.isPresent()
                        ? Optional.<Path>empty()
                        : Optional.of(Files.createTempDirectory("mastic-testing"));
                var folder = data.or(() -> temporary).orElseThrow();
                var config = new ServerConfig(
                        folder,
                        "127.0.0.1",
                        0,
                        "us-east-1",
                        accountId,
                        database.orElseGet(() -> TestingDatabase.of(folder)),
                        DriverConfig.ofMachine(),
                        catalog,
                        TriggerConfig.standard(),
                        home);
                var plane = ControlPlane.start(config);
                return new TestingControlPlane(plane, Credentials.read(folder), temporary);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public URI endpoint() {
        return plane.endpoint();
    }

    /** For tests of what is served. */
    List<OperationTable> operationTables() {
        return plane.operationTables();
    }

    public Path data() {
        return plane.config().data();
    }

    public Region region() {
        return Region.of(plane.config().region());
    }

    /** The root's. */
    public AwsCredentials credentials() {
        return AwsBasicCredentials.create(root.accessKeyId(), root.secretAccessKey());
    }

    /**
     * A session of a new role, as the root opens it.
     *
     * @param statements what the role may do, statements of a policy with commas between
     */
    public AwsCredentials session(String role, String statements) {
        try (var iam = client(IamClient.builder());
                var sts = client(StsClient.builder())) {
            var trust = policy("{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \""
                    + sts.getCallerIdentity().arn() + "\"}}");
            var arn = iam.createRole(r -> r.roleName(role).assumeRolePolicyDocument(trust))
                    .role()
                    .arn();
            iam.putRolePolicy(r -> r.roleName(role).policyName("allowed").policyDocument(policy(statements)));
            var keys = sts.assumeRole(r -> r.roleArn(arn).roleSessionName("session"))
                    .credentials();
            return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
        }
    }

    private static String policy(String statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
    }

    /** A client that signs as the root. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, credentials());
    }

    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, AwsCredentials credentials) {
        return builder.endpointOverride(endpoint())
                .region(region())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void close() {
        plane.close();
        temporary.ifPresent(TestingControlPlane::delete);
    }

    private static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
