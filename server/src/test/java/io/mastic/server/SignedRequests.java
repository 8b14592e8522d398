package io.mastic.server;

import io.mastic.protocol.ServiceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Sends bodies that no client of an SDK would make, signed. */
public final class SignedRequests {
    /** Far beyond what any request takes: one that hangs fails. */
    private static final Duration HANGS = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final AwsCredentials credentials;

    public SignedRequests(URI endpoint, Credentials keys) {
        this(endpoint, AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }

    public SignedRequests(URI endpoint, AwsCredentials credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    public HttpResponse<String> send(ServiceId service, String operation, byte[] body) {
        var json = service.protocol() == ServiceId.Protocol.AWS_JSON_1_1;
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", json ? "application/x-amz-json-1.1" : "application/x-www-form-urlencoded");
        if (json) {
            request.putHeader("X-Amz-Target", service.version() + "." + operation);
        }
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        var sent = HttpRequest.newBuilder(endpoint.resolve("/")).timeout(HANGS).POST(BodyPublishers.ofByteArray(body));
        signed.headers().forEach((name, values) -> {
            if (!Set.of("host", "content-length").contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> sent.header(name, value));
            }
        });
        try {
            return http.send(sent.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
