package io.mastic.server.identity;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids and secrets as IAM makes them. Thread-safe. */
public final class UniqueIds {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 16;
    private static final int SECRET_BYTES = 30;
    private static final int TOKEN_BYTES = 96;

    private final SecureRandom random;

    public UniqueIds(SecureRandom random) {
        this.random = random;
    }

    /** @param prefix which kind of thing it is: {@code AROA} for a role, {@code AKIA} for a long-term key */
    String next(String prefix) {
        var id = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** Forty letters without the signs that a shell or a URL would take for its own. */
    String secret() {
        return Base64.getUrlEncoder()
                .encodeToString(Secrets.bytes(random, SECRET_BYTES))
                .replace('_', 'x')
                .replace('-', 'y');
    }

    String sessionToken() {
        return Base64.getUrlEncoder().encodeToString(Secrets.bytes(random, TOKEN_BYTES));
    }
}
