package io.mastic.server.visual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.ServiceId;
import io.mastic.server.Credentials;
import io.mastic.server.SignedRequests;
import io.mastic.server.TestingControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A server with a bucket {@code data}, to which the root sends JSON that no client of an SDK would make. */
final class VisualFixture implements AutoCloseable {
    static final ObjectMapper MAPPER = new ObjectMapper();
    static final String ASSETS = "aws-glue-assets-111122223333-us-east-1";

    final TestingControlPlane plane = TestingControlPlane.builder().start();
    final GlueClient glue = plane.client(GlueClient.builder());
    final S3Client s3 = plane.client(S3Client.builder().forcePathStyle(true));
    private final SignedRequests requests;

    VisualFixture() {
        try {
            requests = new SignedRequests(plane.endpoint(), Credentials.read(plane.data()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        s3.createBucket(r -> r.bucket("data"));
    }

    JsonNode send(ServiceId service, String operation, String body) throws IOException {
        return MAPPER.readTree(requests.send(service, operation, body.getBytes(StandardCharsets.UTF_8))
                .body());
    }

    JsonNode send(AwsCredentials caller, ServiceId service, String operation, String body) throws IOException {
        var theirs = new SignedRequests(plane.endpoint(), caller);
        return MAPPER.readTree(theirs.send(service, operation, body.getBytes(StandardCharsets.UTF_8))
                .body());
    }

    /** A session of a new role that may do these things alone. */
    AwsCredentials session(String... actions) {
        return plane.session(
                "editor",
                """
                {"Effect": "Allow", "Action": %s, "Resource": "*"}"""
                        .formatted(MAPPER.<JsonNode>valueToTree(actions)));
    }

    void put(String bucket, String key, String text) {
        put(bucket, key, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(String bucket, String key, byte[] content) {
        s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    String text(String bucket, String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    @Override
    public void close() {
        s3.close();
        glue.close();
        plane.close();
    }
}
