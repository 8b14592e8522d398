package io.mastic.protocol;

import java.util.Objects;

/**
 * Who signed a request.
 *
 * @param accountId twelve digits
 * @param arn the principal, {@code arn:aws:sts::…:assumed-role/Role/session} for temporary credentials
 * @param userId the unique id that GetCallerIdentity shows
 * @param accessKeyId the key of the signature; identity finds policies and session by it
 */
public record Caller(String accountId, String arn, String userId, String accessKeyId) {
    public Caller {
        Objects.requireNonNull(accountId);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(userId);
        Objects.requireNonNull(accessKeyId);
    }
}
