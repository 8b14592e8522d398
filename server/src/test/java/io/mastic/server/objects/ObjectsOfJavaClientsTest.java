package io.mastic.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.TestingControlPlane;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The server as Java's SDK sees it, which signs the chunks of each body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectsOfJavaClientsTest {
    private static final String BUCKET = "java-clients";
    private static final String KEY = "a b+c%2F/../é\uD83D\uDE00.txt";

    private final TestingControlPlane plane = TestingControlPlane.builder().start();
    private final S3Client s3 = s3(plane.credentials());

    private S3Client s3(AwsCredentials credentials) {
        return plane.client(S3Client.builder().forcePathStyle(true), credentials);
    }

    @BeforeAll
    void createBucket() {
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    void close() {
        s3.close();
        plane.close();
    }

    private String read(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a+b", "100%", "a%2Fb", "é/\uD83D\uDE00", "a//b", "a/../b", "./x", "a/", "x=1/y=2"})
    void oddKeysComeBack(String key) {
        s3.putObject(request -> request.bucket(BUCKET).key("odd/" + key), RequestBody.fromString(key));
        assertThat(read("odd/" + key)).isEqualTo(key);
        assertThat(
                        s3
                                .listObjectsV2Paginator(request ->
                                        request.bucket(BUCKET).prefix("odd/").maxKeys(2))
                                .contents()
                                .stream()
                                .map(S3Object::key))
                .contains("odd/" + key);
        s3.deleteObject(request -> request.bucket(BUCKET).key("odd/" + key));
        assertThatThrownBy(() -> s3.getObject(request -> request.bucket(BUCKET).key("odd/" + key)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void anUploadInPartsArrivesWhole() {
        var body = new byte[11 << 20];
        new Random(7).nextBytes(body);
        var id = s3.createMultipartUpload(request -> request.bucket(BUCKET).key(KEY))
                .uploadId();
        var size = 5 << 20;
        var parts = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> {
                    var part = Arrays.copyOfRange(body, (number - 1) * size, Math.min(body.length, number * size));
                    var tag = s3.uploadPart(
                                    request -> request.bucket(BUCKET)
                                            .key(KEY)
                                            .uploadId(id)
                                            .partNumber(number),
                                    RequestBody.fromBytes(part))
                            .eTag();
                    return CompletedPart.builder().partNumber(number).eTag(tag).build();
                })
                .toList();
        s3.completeMultipartUpload(
                request -> request.bucket(BUCKET).key(KEY).uploadId(id).multipartUpload(upload -> upload.parts(parts)));
        assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY))
                        .asByteArray())
                .isEqualTo(body);
        assertThatThrownBy(() -> s3.abortMultipartUpload(
                        request -> request.bucket(BUCKET).key(KEY).uploadId(id)))
                .isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void presignedUrlsReadAndWrite() throws IOException {
        try (var presigner = S3Presigner.builder()
                .endpointOverride(plane.endpoint())
                .region(plane.region())
                .credentialsProvider(StaticCredentialsProvider.create(plane.credentials()))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            var put = presigner.presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(request -> request.bucket(BUCKET).key("signed/" + KEY)));
            assertThat(exchange(put.url(), "PUT", "by url")).isEqualTo(200);
            assertThat(read("signed/" + KEY)).isEqualTo("by url");
            var get = presigner.presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(request -> request.bucket(BUCKET).key("signed/" + KEY)));
            assertThat(exchange(get.url(), "GET", "")).isEqualTo(200);
            assertThat(exchange(get.url(), "PUT", "not for this")).isEqualTo(403);
        }
    }

    private static int exchange(URL url, String method, String body) throws IOException {
        var connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod(method);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        return connection.getResponseCode();
    }

    @Test
    void errorsArriveAsTheirTypes() {
        assertThatThrownBy(() -> s3.createBucket(request -> request.bucket(BUCKET)))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
        assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("no-such-bucket")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(BUCKET).key("absent")))
                .isInstanceOf(NoSuchKeyException.class);
        s3.putObject(request -> request.bucket(BUCKET).key("once"), RequestBody.fromString("x"));
        assertThatThrownBy(() -> s3.putObject(
                        request -> request.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("y")))
                .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                        .isEqualTo(412));
    }

    @Test
    void aSessionDoesWhatItsRoleMayAndNoMore() {
        var session = plane.session(
                "java-reader",
                """
                {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}"""
                        .formatted(BUCKET));
        s3.putObject(request -> request.bucket(BUCKET).key("read"), RequestBody.fromString("content"));
        try (var reader = s3(session);
                var glue = plane.client(GlueClient.builder(), session)) {
            assertThat(reader.getObjectAsBytes(request -> request.bucket(BUCKET).key("read"))
                            .asUtf8String())
                    .isEqualTo("content");
            assertThatThrownBy(() -> reader.putObject(
                            request -> request.bucket(BUCKET).key("read"), RequestBody.fromString("other")))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> {
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                        assertThat(refused.awsErrorDetails().errorMessage())
                                .contains("is not authorized to perform: s3:PutObject on resource:")
                                .endsWith("because no identity-based policy allows the s3:PutObject action");
                    });
            assertThatThrownBy(() -> glue.getDatabase(request -> request.name("default")))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("glue:GetDatabase");
        }
    }

    @Test
    void theCatalogAnswersJavasClientsWithTypes() {
        try (var glue = plane.client(GlueClient.builder())) {
            glue.createDatabase(request ->
                    request.databaseInput(database -> database.name("typed").description("é \uD83D\uDE00")));
            assertThatThrownBy(() ->
                            glue.createDatabase(request -> request.databaseInput(database -> database.name("typed"))))
                    .isInstanceOf(AlreadyExistsException.class);
            glue.createTable(request -> request.databaseName("typed").tableInput(table -> table.name("orders")
                    .storageDescriptor(storage -> storage.location("s3://" + BUCKET + "/orders/")
                            .columns(column -> column.name("id").type("bigint")))));
            var table = glue.getTable(request -> request.databaseName("typed").name("orders"))
                    .table();
            assertThat(table.storageDescriptor().columns().get(0).type()).isEqualTo("bigint");
            assertThat(table.createTime()).isNotNull();
            assertThat(glue.getDatabase(request -> request.name("typed"))
                            .database()
                            .description())
                    .isEqualTo("é \uD83D\uDE00");
            assertThatThrownBy(() -> glue.getTable(
                            request -> request.databaseName("typed").name("absent")))
                    .isInstanceOf(EntityNotFoundException.class);
        }
    }
}
