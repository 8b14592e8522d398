package io.mastic.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.ServiceId;
import io.mastic.server.Credentials;
import io.mastic.server.ServerFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Signed requests to the running server. JSON goes and comes as it is: the SDK's clients would lose the members that they do not
 * know.
 */
final class ServerCalls {
    /** Java's client sets these itself. */
    private static final Set<String> RESTRICTED = Set.of("host", "content-length");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String region;
    private final AwsCredentialsIdentity caller;

    ServerCalls(URI endpoint, String region, AwsCredentialsIdentity caller) {
        this.endpoint = endpoint;
        this.region = region;
        this.caller = caller;
    }

    /** Calls to the server on the data folder: as who the shell's environment names for it, else as the root. */
    static ServerCalls to(SettingOptions options) throws IOException {
        var server = options.running();
        var named = caller(server, System.getenv());
        var caller = named.isPresent() ? named.get() : root(options);
        return new ServerCalls(server.endpoint(), server.region(), caller);
    }

    private static AwsCredentialsIdentity root(SettingOptions options) throws IOException {
        var root = Credentials.read(options.settings().data());
        return AwsCredentialsIdentity.create(root.accessKeyId(), root.secretAccessKey());
    }

    /** The environment's credentials, if they are meant for this server: others are Amazon's, and must not leave the shell. */
    static Optional<AwsCredentialsIdentity> caller(ServerFile server, Map<String, String> environment) {
        var key = environment.get("AWS_ACCESS_KEY_ID");
        var secret = environment.get("AWS_SECRET_ACCESS_KEY");
        var token = environment.get("AWS_SESSION_TOKEN");
        if (!server.endpoint().toString().equals(environment.get("AWS_ENDPOINT_URL"))
                || key == null
                || secret == null) {
            return Optional.empty();
        }
        return Optional.of(
                token == null
                        ? AwsCredentialsIdentity.create(key, secret)
                        : AwsSessionCredentialsIdentity.create(key, secret, token));
    }

    AwsCredentialsIdentity caller() {
        return caller;
    }

    /** That of the caller's session, if the caller is in one. */
    Optional<String> token() {
        return caller instanceof AwsSessionCredentialsIdentity session
                ? Optional.of(session.sessionToken())
                : Optional.empty();
    }

    String region() {
        return region;
    }

    /**
     * Calls an operation of a service that speaks JSON.
     *
     * @throws CallException if the server refuses
     */
    JsonNode call(ServiceId service, String operation, JsonNode request) throws IOException, InterruptedException {
        var plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", service.version() + "." + operation)
                .build();
        var answer = send(service.signingName(), plain, MAPPER.writeValueAsBytes(request));
        var json = MAPPER.readTree(answer.body());
        if (answer.statusCode() != OK) {
            throw refused(json, answer.statusCode());
        }
        return json;
    }

    /**
     * Posts to a path of the server's own.
     *
     * @throws CallException if the server refuses
     */
    JsonNode post(String path) throws IOException, InterruptedException {
        var plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath(path)
                .build();
        var answer = send("glue", plain, new byte[0]);
        var json = MAPPER.readTree(answer.body());
        if (answer.statusCode() != OK) {
            throw refused(json, answer.statusCode());
        }
        return json;
    }

    private static CallException refused(JsonNode json, int status) {
        var type = json.path("__type").asText();
        var message = json.path("message").asText(json.path("Message").asText("the server answered " + status));
        return new CallException(type.substring(type.indexOf('#') + 1), message);
    }

    /** The object; empty if there is none. */
    Optional<byte[]> object(String bucket, String key) throws IOException, InterruptedException {
        var answer = s3(SdkHttpMethod.GET, bucket, key, new byte[0]);
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        stored(answer, bucket, key);
        return Optional.of(answer.body());
    }

    void put(String bucket, String key, byte[] content) throws IOException, InterruptedException {
        stored(s3(SdkHttpMethod.PUT, bucket, key, content), bucket, key);
    }

    private static void stored(HttpResponse<byte[]> answer, String bucket, String key) {
        if (answer.statusCode() != OK) {
            throw new CallException("", "s3://" + bucket + "/" + key + ": the server answered " + answer.statusCode());
        }
    }

    private HttpResponse<byte[]> s3(SdkHttpMethod method, String bucket, String key, byte[] content)
            throws IOException, InterruptedException {
        var plain = SdkHttpRequest.builder()
                .method(method)
                .uri(endpoint)
                .encodedPath("/" + bucket + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key))
                .build();
        return send("s3", plain, content);
    }

    private HttpResponse<byte[]> send(String service, SdkHttpRequest plain, byte[] body)
            throws IOException, InterruptedException {
        boolean s3 = service.equals("s3");
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(caller)
                        .request(plain)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3))
                .request();
        var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(signed.getUri())
                .timeout(PATIENCE)
                .method(plain.method().name(), publisher);
        signed.forEachHeader((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
