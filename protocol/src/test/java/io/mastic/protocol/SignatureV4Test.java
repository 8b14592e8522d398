package io.mastic.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.SigningKeys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.StringInputStream;

class SignatureV4Test {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Caller CALLER = new Caller("111122223333", "arn:aws:iam::111122223333:root", "1", "AKIA1");

    private final Map<String, SigningKey> keys = new TreeMap<>(Map.of(
            "AKIA1", new SigningKey("secret", CALLER, Optional.empty(), Optional.empty()),
            "ASIA1", new SigningKey("secret", CALLER, Optional.of("token"), Optional.of(NOW.plus(Duration.ofHours(1)))),
            "ASIA2", new SigningKey("secret", CALLER, Optional.of("token"), Optional.of(NOW))));
    private final SignatureV4 signatures = new SignatureV4(key -> Optional.ofNullable(keys.get(key)), CLOCK);

    @Property(tries = 200)
    void whatTheSdkSignsIsAccepted(@ForAll String body) {
        var verified = signatures.verify(signed(AwsBasicCredentials.create("AKIA1", "secret"), body, CLOCK));
        assertThat(verified).isEqualTo(new Dispatcher.Verified(CALLER, "eu-west-1"));
    }

    @Test
    void temporaryCredentialsNeedTheirToken() {
        assertThat(signatures
                        .verify(signed(AwsSessionCredentials.create("ASIA1", "secret", "token"), "{}", CLOCK))
                        .caller())
                .isEqualTo(CALLER);
        refused(signed(AwsSessionCredentials.create("ASIA1", "secret", "other"), "{}", CLOCK))
                .isEqualTo("UnrecognizedClientException");
        refused(signed(AwsBasicCredentials.create("ASIA1", "secret"), "{}", CLOCK))
                .isEqualTo("UnrecognizedClientException");
        refused(signed(AwsSessionCredentials.create("ASIA2", "secret", "token"), "{}", CLOCK))
                .isEqualTo("ExpiredTokenException");
    }

    @Test
    void aWrongSecretAndAChangedBodyAreRefused() {
        refused(signed(AwsBasicCredentials.create("AKIA1", "wrong"), "{}", CLOCK))
                .isEqualTo("InvalidSignatureException");
        var request = signed(AwsBasicCredentials.create("AKIA1", "secret"), "{}", CLOCK);
        refused(new WireRequest("POST", "/", "", request.headers(), bytes("{ }")))
                .isEqualTo("InvalidSignatureException");
    }

    @Test
    void anUnknownKeyIsRefused() {
        refused(signed(AwsBasicCredentials.create("AKIA2", "secret"), "{}", CLOCK))
                .isEqualTo("UnrecognizedClientException");
    }

    @Test
    void aClockMoreThanFiveMinutesOffIsRefused() {
        for (var minutes : List.of(-6L, 6L)) {
            var off = Clock.offset(CLOCK, Duration.ofMinutes(minutes));
            refused(signed(AwsBasicCredentials.create("AKIA1", "secret"), "{}", off))
                    .isEqualTo("InvalidSignatureException");
        }
    }

    @Test
    void aTargetThatWasNotSignedIsRefused() {
        var request = signed(AwsBasicCredentials.create("AKIA1", "secret"), "{}", CLOCK);
        var headers = new TreeMap<>(request.headers());
        headers.put("x-amz-security-token", List.of(""));
        refused(new WireRequest("POST", "/", "", headers, request.body())).isEqualTo("InvalidSignatureException");
    }

    @Test
    void withoutAnAuthorizationHeaderTheTokenIsMissing() {
        refused(new WireRequest("POST", "/", "", Map.of(), new byte[0]))
                .isEqualTo("MissingAuthenticationTokenException");
    }

    @Test
    void aMalformedHeaderIsIncomplete() {
        for (var header : List.of(
                "Basic abc",
                "AWS4-HMAC-SHA256 Credential=AKIA1",
                "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0")) {
            refused(new WireRequest("POST", "/", "", Map.of("authorization", List.of(header)), new byte[0]))
                    .isEqualTo("IncompleteSignatureException");
        }
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(WireRequest request) {
        var code = new String[1];
        assertThatThrownBy(() -> signatures.verify(request))
                .isInstanceOfSatisfying(ServiceException.class, e -> code[0] = e.code());
        return assertThat(code[0]);
    }

    @SuppressWarnings("deprecation") // The newer signer always signs a content hash that the CLI does not send.
    private static WireRequest signed(AwsCredentials credentials, String body, Clock clock) {
        var unsigned = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol("http")
                .host("127.0.0.1")
                .port(4747)
                .encodedPath("/")
                .putHeader("X-Amz-Target", "AWSGlue.GetDatabase")
                .contentStreamProvider(() -> new StringInputStream(body))
                .build();
        var parameters = Aws4SignerParams.builder()
                .awsCredentials(credentials)
                .signingName("glue")
                .signingRegion(Region.EU_WEST_1)
                .signingClockOverride(clock)
                .build();
        var headers = new TreeMap<String, List<String>>();
        Aws4Signer.create()
                .sign(unsigned, parameters)
                .headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
        return new WireRequest("POST", "/", "", headers, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
