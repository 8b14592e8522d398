package io.mastic.server.ui;

import io.mastic.protocol.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a signature where a browser cannot sign: who signed, for one run, for a while. The key is this
 * process's own and never written down, so tokens end with the server. Thread-safe.
 */
final class UiTokens {
    /** A link is opened at once; a cookie stays while somebody reads. */
    enum Kind {
        LINK(Duration.ofMinutes(2)),
        COOKIE(Duration.ofHours(1));

        private final Duration life;

        Kind(Duration life) {
            this.life = life;
        }

        Duration life() {
            return life;
        }
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SEPARATOR = "\n";
    private static final int FIELDS = 7;

    private final SecretKeySpec key;
    private final Clock clock;

    UiTokens(SecureRandom random, Clock clock) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.clock = clock;
    }

    String issue(Kind kind, String runId, Caller caller) {
        var end = clock.instant().plus(kind.life()).getEpochSecond();
        var content = String.join(
                SEPARATOR,
                kind.name(),
                runId,
                Long.toString(end),
                caller.accountId(),
                caller.arn(),
                caller.userId(),
                caller.accessKeyId());
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return encode(bytes) + "." + encode(sign(bytes));
    }

    /** Who signed; empty if the token is over, another's, or no token. */
    Optional<Caller> caller(Kind kind, String runId, String token) {
        var parts = token.split("\\.", 2);
        try {
            var content = Base64.getUrlDecoder().decode(parts[0]);
            var signature = Base64.getUrlDecoder().decode(parts.length < 2 ? "" : parts[1]);
            return MessageDigest.isEqual(sign(content), signature)
                    ? caller(kind, runId, new String(content, StandardCharsets.UTF_8).split(SEPARATOR, FIELDS))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(Kind kind, String runId, String[] fields) {
        var valid = fields[0].equals(kind.name())
                && fields[1].equals(runId)
                && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(fields[2])));
        return valid ? Optional.of(new Caller(fields[3], fields[4], fields[5], fields[6])) : Optional.empty();
    }

    private byte[] sign(byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
