package io.mastic.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.Credentials;
import io.mastic.server.ServerFile;
import io.mastic.server.StartException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Prints a link to a run's Spark UI that a browser can open, which cannot sign. */
@Command(
        name = "ui",
        description = "Print a link to the Spark UI of a run, live or over; open it within two minutes.",
        mixinStandardHelpOptions = true)
final class UiCommand implements Callable<Integer> {
    /** Java's client sets these itself. */
    private static final Set<String> RESTRICTED = Set.of("host", "content-length");

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id, jr_…")
    private String run = "";

    @Override
    public Integer call() throws Exception {
        var server = options.running();
        var request = signed(server, Credentials.read(options.settings().data()));
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        var json = new ObjectMapper().readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new StartException(json.path("message").asText("the server answered " + answer.statusCode()));
        }
        options.say(server.endpoint().resolve(json.path("path").asText()).toString());
        return 0;
    }

    private HttpRequest signed(ServerFile server, Credentials credentials) {
        var plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create(server.endpoint() + "/-/ui/" + run))
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(
                                AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey()))
                        .request(plain)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "glue")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, server.region()))
                .request();
        var request = HttpRequest.newBuilder(signed.getUri())
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.noBody());
        signed.forEachHeader((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }
}
