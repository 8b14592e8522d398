package io.mastic.server.security;

import io.mastic.protocol.ServiceException;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.CatalogScope;
import io.mastic.server.identity.PolicyDocuments;
import io.mastic.server.security.SecurityStore.PolicyRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.services.glue.model.ExistCondition;

/**
 * The one policy that an account's catalog can have in a Region: who may do what in it, beside the policies of
 * identities. Every request asks for it, so it is held for a second; a change by this server counts at once.
 */
public final class ResourcePolicies {
    private static final int MOST_BYTES = 10 << 10;
    private static final long HELD_MILLISECONDS = 1_000;

    private final SecurityStore store;
    private final Clock clock;
    private final Map<CatalogScope, Held> held = new ConcurrentHashMap<>();

    private record Held(Optional<IamPolicy> policy, long since) {}

    public ResourcePolicies(Jdbi jdbi, Clock clock) {
        this.store = jdbi.onDemand(SecurityStore.class);
        this.clock = clock;
    }

    /** What decides requests for the catalog of an account. */
    public Optional<IamPolicy> policy(String accountId, String region) {
        var scope = new CatalogScope(accountId, region);
        var now = clock.millis();
        var found = held.get(scope);
        if (found == null || now - found.since() > HELD_MILLISECONDS || now < found.since()) {
            found = new Held(store.policy(scope).map(row -> PolicyDocuments.stored(row.document())), now);
            held.put(scope, found);
        }
        return found.policy();
    }

    PolicyRow get(CatalogScope scope) {
        return find(scope).orElseThrow(() -> CatalogErrors.notFound("Policy not found"));
    }

    Optional<PolicyRow> find(CatalogScope scope) {
        return store.policy(scope);
    }

    /** @return the hash of the policy */
    String put(CatalogScope scope, String document, @Nullable String hash, @Nullable ExistCondition exists) {
        check(document);
        var current = find(scope);
        require(current, hash, exists);
        var now = clock.millis();
        var row = new PolicyRow(scope.accountId(), scope.region(), document, hash(document), now, now);
        int written = current.isPresent()
                ? store.updatePolicy(row, current.orElseThrow().hash())
                : store.insertPolicy(row);
        held.remove(scope);
        if (written == 0) {
            throw conditionFailed("The policy was changed by another request meanwhile");
        }
        return row.hash();
    }

    private static void check(String document) {
        if (document.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw CatalogErrors.invalid("A resource policy has at most " + MOST_BYTES + " bytes");
        }
        try {
            PolicyDocuments.resource(document, "glue");
        } catch (ServiceException e) {
            throw CatalogErrors.invalid("The resource policy is malformed: " + e.message());
        }
    }

    private static void require(Optional<PolicyRow> current, @Nullable String hash, @Nullable ExistCondition exists) {
        if (exists == ExistCondition.MUST_EXIST && current.isEmpty()) {
            throw CatalogErrors.notFound("Policy not found");
        }
        if (exists == ExistCondition.NOT_EXIST && current.isPresent()) {
            throw conditionFailed("A policy exists already");
        }
        if (hash != null && !current.map(PolicyRow::hash).equals(Optional.of(hash))) {
            throw conditionFailed("The policy is not the one of PolicyHashCondition");
        }
    }

    private static ServiceException conditionFailed(String message) {
        return new ServiceException("ConditionCheckFailureException", 400, message);
    }

    private static String hash(String document) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(CatalogScope scope, @Nullable String hash) {
        var current = get(scope);
        require(Optional.of(current), hash, null);
        int deleted = store.deletePolicy(scope, current.hash());
        held.remove(scope);
        if (deleted == 0) {
            throw conditionFailed("The policy was changed by another request meanwhile");
        }
    }
}
