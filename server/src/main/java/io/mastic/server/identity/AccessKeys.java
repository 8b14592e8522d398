package io.mastic.server.identity;

import io.mastic.protocol.Caller;
import io.mastic.protocol.SigningKeys;
import io.mastic.server.identity.IdentityStore.AccessKeyRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Long-term and temporary access keys. Keys in use are held in memory with their secrets. Thread-safe. */
public final class AccessKeys implements SigningKeys {
    private static final int REMEMBERED = 10_000;
    private static final int MOST_PER_PRINCIPAL = 2;
    /** Expired keys stay so long, for an answer that says that the token has expired. */
    private static final Duration EXPIRED_KEPT = Duration.ofDays(1);

    /** A key with its secret in clear. */
    public record AccessKey(String id, String secret, Optional<String> sessionToken, Optional<Instant> expires) {
        @Override
        public String toString() {
            return "AccessKey[" + id + "]";
        }
    }

    /**
     * On whose policies a key acts.
     *
     * @param roleId empty for the account's root
     * @param sessionPolicy narrows what the role's policies allow
     * @param runId of the run that the credentials were issued for
     */
    record Principal(Optional<String> roleId, Optional<String> sessionPolicy, Instant issued, Optional<String> runId) {}

    private record Known(SigningKey key, Principal principal) {}

    private final IdentityStore store;
    private final Secrets secrets;
    private final UniqueIds ids;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public AccessKeys(IdentityStore store, Secrets secrets, UniqueIds ids, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<SigningKey> find(String accessKeyId) {
        return known(accessKeyId).map(Known::key);
    }

    Optional<Principal> principal(String accessKeyId) {
        return known(accessKeyId).map(Known::principal);
    }

    /** The run whose temporary credentials a key belongs to; also when another server issued them. */
    public Optional<String> runOf(String accessKeyId) {
        return principal(accessKeyId).flatMap(Principal::runId);
    }

    private Optional<Known> known(String accessKeyId) {
        var found = known.get(accessKeyId);
        if (found != null) {
            return Optional.of(found);
        }
        var loaded = store.accessKey(accessKeyId).filter(AccessKeyRow::active).map(this::opened);
        loaded.ifPresent(key -> {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(accessKeyId, key);
        });
        return loaded;
    }

    private Known opened(AccessKeyRow row) {
        var caller = new Caller(row.accountId(), row.principalArn(), row.userId(), row.id());
        var key = new SigningKey(
                secrets.decrypt(row.secret()),
                caller,
                row.sessionToken().map(secrets::decrypt),
                row.expires().map(Instant::ofEpochMilli));
        return new Known(
                key,
                new Principal(row.roleId(), row.sessionPolicy(), Instant.ofEpochMilli(row.created()), row.runId()));
    }

    /** A long-term key of the account's root; there may be two, so that one can be replaced without a gap. */
    public AccessKey createForRoot(String accountId) {
        if (store.rootKeys(accountId).size() >= MOST_PER_PRINCIPAL) {
            throw IdentityErrors.limitExceeded("Cannot exceed quota for AccessKeysPerUser: " + MOST_PER_PRINCIPAL);
        }
        var key = new AccessKey(ids.next("AKIA"), ids.secret(), Optional.empty(), Optional.empty());
        store.insertAccessKey(new AccessKeyRow(
                key.id(),
                accountId,
                Optional.empty(),
                "arn:aws:iam::" + accountId + ":root",
                accountId,
                secrets.encrypt(key.secret()),
                Optional.empty(),
                Optional.empty(),
                true,
                clock.millis(),
                Optional.empty(),
                Optional.empty()));
        return key;
    }

    public List<AccessKeyRow> ofRoot(String accountId) {
        return store.rootKeys(accountId);
    }

    public void delete(String accountId, String id) {
        if (store.deleteAccessKey(accountId, id) == 0) {
            throw IdentityErrors.noSuchAccessKey(id);
        }
        known.remove(id);
    }

    /** Temporary credentials that act with a role's policies, and no more than the session policy allows. */
    AccessKey issue(RoleSession session, Duration duration) {
        var now = clock.instant();
        store.deleteExpired(now.minus(EXPIRED_KEPT).toEpochMilli());
        var expires = now.plus(duration);
        var key = new AccessKey(ids.next("ASIA"), ids.secret(), Optional.of(ids.sessionToken()), Optional.of(expires));
        store.insertAccessKey(new AccessKeyRow(
                key.id(),
                session.accountId(),
                Optional.of(session.roleId()),
                session.arn(),
                session.userId(),
                secrets.encrypt(key.secret()),
                key.sessionToken().map(secrets::encrypt),
                session.policy(),
                true,
                now.toEpochMilli(),
                Optional.of(expires.toEpochMilli()),
                session.runId()));
        return key;
    }

    /**
     * A role assumed under a name.
     *
     * @param runId if a run assumed it
     */
    record RoleSession(
            String accountId,
            String roleId,
            String roleName,
            String name,
            Optional<String> policy,
            Optional<String> runId) {
        String arn() {
            return "arn:aws:sts::" + accountId + ":assumed-role/" + roleName + "/" + name;
        }

        String userId() {
            return roleId + ":" + name;
        }
    }
}
