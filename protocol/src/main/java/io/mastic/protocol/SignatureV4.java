package io.mastic.protocol;

import io.mastic.protocol.SigningKeys.SigningKey;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies Signature Version 4 in its header form, as the JSON and query services take it. S3's own forms (presigned,
 * chunked) are verified where S3 is served.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS</a>
 */
public final class SignatureV4 implements Dispatcher.Signatures {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final SigningKeys keys;
    private final Clock clock;

    public SignatureV4(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Dispatcher.Verified verify(WireRequest request) {
        var authorization = Authorization.of(request);
        var time = authorization.time();
        var key = keys.find(authorization.accessKeyId()).orElseThrow(SignatureErrors::unknownKey);
        requireToken(request, key);
        requireSignedHeaders(request, authorization.signedHeaders());
        var expected = signature(request, authorization, key.secret());
        if (!MessageDigest.isEqual(ascii(expected), ascii(authorization.signature()))) {
            throw SignatureErrors.mismatch();
        }
        requireClock(time);
        return new Dispatcher.Verified(key.caller(), authorization.region());
    }

    private void requireToken(WireRequest request, SigningKey key) {
        var token = request.header("x-amz-security-token").orElse("");
        if (!MessageDigest.isEqual(utf8(token), utf8(key.sessionToken().orElse("")))) {
            throw SignatureErrors.unknownKey();
        }
        if (key.expires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            throw SignatureErrors.expiredToken();
        }
    }

    /** A header that decides what a request does or who sends it must be part of what was signed. */
    private static void requireSignedHeaders(WireRequest request, List<String> signed) {
        for (var needed : List.of("host", "x-amz-date", "x-amz-target", "x-amz-security-token")) {
            if (request.header(needed).isPresent() && !signed.contains(needed)) {
                throw SignatureErrors.unsignedHeader(needed);
            }
        }
        if (!signed.contains("host")) {
            throw SignatureErrors.unsignedHeader("host");
        }
    }

    private void requireClock(Instant time) {
        var now = clock.instant();
        if (time.isBefore(now.minus(SKEW))) {
            throw SignatureErrors.expired(TIME.format(time), TIME.format(now.minus(SKEW)), TIME.format(now));
        }
        if (time.isAfter(now.plus(SKEW))) {
            throw SignatureErrors.notYetCurrent(TIME.format(time), TIME.format(now.plus(SKEW)), TIME.format(now));
        }
    }

    private static String signature(WireRequest request, Authorization authorization, String secret) {
        var scope =
                authorization.date() + "/" + authorization.region() + "/" + authorization.service() + "/aws4_request";
        var canonical = String.join(
                "\n",
                request.method(),
                canonicalPath(request.rawPath()),
                canonicalQuery(request.rawQuery()),
                canonicalHeaders(request, authorization.signedHeaders()),
                String.join(";", authorization.signedHeaders()),
                hex(sha256(request.body())));
        var text = String.join("\n", ALGORITHM, authorization.timestamp(), scope, hex(sha256(utf8(canonical))));
        var key = hmac(utf8("AWS4" + secret), authorization.date());
        for (var part : List.of(authorization.region(), authorization.service(), "aws4_request")) {
            key = hmac(key, part);
        }
        return hex(hmac(key, text));
    }

    /** All services but S3 sign the path as it stands on the wire, encoded once more. */
    private static String canonicalPath(String rawPath) {
        return Arrays.stream(rawPath.split("/", -1)).map(SignatureV4::encode).collect(Collectors.joining("/"));
    }

    private static String canonicalQuery(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return "";
        }
        return Arrays.stream(rawQuery.split("&", -1))
                .map(pair -> {
                    int at = pair.indexOf('=');
                    var name = at < 0 ? pair : pair.substring(0, at);
                    return encode(decode(name)) + "=" + (at < 0 ? "" : encode(decode(pair.substring(at + 1))));
                })
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String canonicalHeaders(WireRequest request, List<String> signed) {
        return signed.stream()
                .map(name -> name + ":"
                        + request.headers().getOrDefault(name, List.of()).stream()
                                .map(value -> value.strip().replaceAll(" +", " "))
                                .collect(Collectors.joining(","))
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SignatureErrors.incomplete("The query string has an invalid escape");
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The parts of an Authorization header. */
    private record Authorization(
            String accessKeyId,
            String date,
            String region,
            String service,
            List<String> signedHeaders,
            String signature,
            String timestamp) {

        static Authorization of(WireRequest request) {
            var header = request.header("authorization").orElseThrow(SignatureErrors::missing);
            if (!header.startsWith(ALGORITHM + " ")) {
                throw SignatureErrors.incomplete(
                        "Authorization header requires '" + ALGORITHM + "' and begins otherwise");
            }
            var parts = parts(header.substring(ALGORITHM.length() + 1));
            var credential = part(parts, "Credential").split("/", -1);
            if (credential.length != 5 || !credential[4].equals("aws4_request")) {
                throw SignatureErrors.incomplete(
                        "Credential must have the form <key>/<date>/<region>/<service>/aws4_request");
            }
            return new Authorization(
                    credential[0],
                    credential[1],
                    credential[2],
                    credential[3],
                    List.of(part(parts, "SignedHeaders")
                            .toLowerCase(Locale.ROOT)
                            .split(";")),
                    part(parts, "Signature"),
                    request.header("x-amz-date")
                            .orElseThrow(() -> SignatureErrors.incomplete(
                                    "Authorization header requires existence of the 'X-Amz-Date' header")));
        }

        private static Map<String, String> parts(String text) {
            var parts = new LinkedHashMap<String, String>();
            for (var part : text.split(",")) {
                int at = part.indexOf('=');
                if (at > 0) {
                    parts.put(
                            part.substring(0, at).strip(),
                            part.substring(at + 1).strip());
                }
            }
            return parts;
        }

        private static String part(Map<String, String> parts, String name) {
            var value = parts.get(name);
            if (value == null) {
                throw SignatureErrors.incomplete("Authorization header requires '" + name + "' parameter");
            }
            return value;
        }

        Instant time() {
            try {
                var time = TIME.parse(timestamp, Instant::from);
                if (timestamp.startsWith(date)) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                throw SignatureErrors.incomplete("Date must be in ISO-8601 'basic format', and is '" + timestamp + "'");
            }
            throw SignatureErrors.incomplete("Date in Credential scope does not match YYYYMMDD from ISO-8601 version "
                    + "of date from HTTP: '" + date + "' != '" + timestamp + "'");
        }
    }
}
