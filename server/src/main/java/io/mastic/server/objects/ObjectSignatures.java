package io.mastic.server.objects;

import io.mastic.protocol.SigningKeys.SigningKey;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a signed S3 request must hold beside a right signature, which s3proxy verifies. */
final class ObjectSignatures {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final long WEEK_SECONDS = 604_800;

    private final Clock clock;

    ObjectSignatures(Clock clock) {
        this.clock = clock;
    }

    /** Version 4 in the header or the query; version 2 only as boto3 presigns with it, unless told otherwise. */
    void requireSigned(HttpServletRequest request) {
        var header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (header.startsWith("AWS4-HMAC-SHA256")) {
            return;
        }
        var query = query(request);
        if (header.isEmpty() && query.containsKey("x-amz-credential")) {
            requireInTime(query);
        } else if (header.isEmpty() && query.containsKey("awsaccesskeyid")) {
            requireBefore(Instant.ofEpochSecond(seconds(query.getOrDefault("expires", ""))));
        } else {
            throw ObjectErrors.error(403, "AccessDenied", "Access Denied: the request is not signed");
        }
    }

    private void requireInTime(Map<String, String> query) {
        var lasting = seconds(query.getOrDefault("x-amz-expires", ""));
        if (lasting > WEEK_SECONDS) {
            throw parameters("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
                    + " must be less than " + WEEK_SECONDS + " seconds");
        }
        try {
            var signed = LocalDateTime.parse(query.getOrDefault("x-amz-date", ""), STAMP);
            requireBefore(signed.toInstant(ZoneOffset.UTC).plus(Duration.ofSeconds(lasting)));
        } catch (DateTimeParseException e) {
            throw parameters("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
    }

    private void requireBefore(Instant end) {
        if (clock.instant().isAfter(end)) {
            throw ObjectErrors.error(403, "AccessDenied", "Request has expired");
        }
    }

    private static long seconds(String text) {
        if (!text.matches("\\d{1,12}")) {
            throw parameters("X-Amz-Expires should be a number");
        }
        return Long.parseLong(text);
    }

    private static RuntimeException parameters(String message) {
        return ObjectErrors.error(400, "AuthorizationQueryParametersError", message);
    }

    /** s3proxy knows nothing of session tokens. */
    void requireToken(HttpServletRequest request, SigningKey key) {
        var given = Optional.ofNullable(request.getHeader("x-amz-security-token"))
                .orElseGet(() -> query(request).getOrDefault("x-amz-security-token", ""));
        var expected = key.sessionToken().orElse("");
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
            throw ObjectErrors.error(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
        }
        if (key.expires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            throw ObjectErrors.error(400, "ExpiredToken", "The provided token has expired.");
        }
    }

    /** The query by lower-case names. */
    static Map<String, String> query(HttpServletRequest request) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : Optional.ofNullable(request.getQueryString()).orElse("").split("&")) {
            var parts = pair.split("=", 2);
            values.putIfAbsent(
                    parts[0].toLowerCase(Locale.ROOT),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return values;
    }
}
