package io.mastic.server.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.Call;
import io.mastic.protocol.JsonCodec;
import io.mastic.server.identity.IdentityStore.PolicyRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.Policy;

/** Policies with a name of their own: Amazon's, which come with the program, and the account's. */
public final class ManagedPolicies {
    /** A policy's description and its document. */
    public record ManagedPolicy(Policy policy, String document) {}

    private static final String AMAZON = "arn:aws:iam::aws:policy/";
    private static final String VERSION = "v1";
    private static final Map<String, ManagedPolicy> AMAZONS = amazons();

    private final IdentityStore store;
    private final UniqueIds ids;

    public ManagedPolicies(IdentityStore store, UniqueIds ids) {
        this.store = store;
        this.ids = ids;
    }

    private static Map<String, ManagedPolicy> amazons() {
        var mapper = new ObjectMapper();
        try (var file = ManagedPolicies.class.getResourceAsStream("managed-policies.json")) {
            var policies = new TreeMap<String, ManagedPolicy>();
            for (var entry : mapper.readTree(file).properties()) {
                var document = mapper.writeValueAsString(entry.getValue());
                policies.put(AMAZON + entry.getKey(), amazon(entry.getKey(), document));
            }
            return policies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ManagedPolicy amazon(String pathAndName, String document) {
        var at = pathAndName.lastIndexOf('/') + 1;
        var policy = Policy.builder()
                .policyName(pathAndName.substring(at))
                .path("/" + pathAndName.substring(0, at))
                .arn(AMAZON + pathAndName)
                .policyId("ANPAAMAZON"
                        + Integer.toUnsignedString(pathAndName.hashCode(), 36).toUpperCase(java.util.Locale.ROOT))
                .defaultVersionId(VERSION)
                .isAttachable(true)
                .createDate(Instant.EPOCH)
                .updateDate(Instant.EPOCH)
                .build();
        return new ManagedPolicy(policy, document);
    }

    Optional<ManagedPolicy> find(String arn) {
        return Optional.ofNullable(AMAZONS.get(arn)).or(() -> store.policy(arn).map(ManagedPolicies::kept));
    }

    private static ManagedPolicy kept(PolicyRow row) {
        return new ManagedPolicy(
                JsonCodec.read(row.doc().getBytes(StandardCharsets.UTF_8), Policy.class), row.document());
    }

    /** The policy with the number of roles that it is attached to. */
    public ManagedPolicy get(Call call, String arn) {
        var found = find(arn)
                .filter(policy -> arn.startsWith(AMAZON) || arn.startsWith(prefix(call.accountId())))
                .orElseThrow(() -> IdentityErrors.noSuchPolicy(arn));
        var count = store.attachments(arn);
        return new ManagedPolicy(
                found.policy().toBuilder().attachmentCount(count).build(), found.document());
    }

    /** By version, of which there is one. */
    public ManagedPolicy version(Call call, String arn, String version) {
        var policy = get(call, arn);
        if (!version.equals(VERSION)) {
            throw IdentityErrors.noSuchPolicyVersion(arn, version);
        }
        return policy;
    }

    /** By ARN, Amazon's and the account's, as the scope asks. */
    public List<Policy> list(Call call, boolean amazons, boolean own, String after, int limit) {
        var all = new ArrayList<Policy>();
        if (amazons) {
            AMAZONS.values().stream()
                    .map(ManagedPolicy::policy)
                    .filter(policy -> policy.arn().compareTo(after) > 0)
                    .forEach(all::add);
        }
        if (own) {
            store.policies(call.accountId(), after, limit)
                    .forEach(row -> all.add(kept(row).policy()));
        }
        return all.stream()
                .sorted(java.util.Comparator.comparing(Policy::arn))
                .limit(limit)
                .collect(Collectors.toList());
    }

    private static String prefix(String accountId) {
        return "arn:aws:iam::" + accountId + ":policy";
    }

    public Policy create(Call call, CreatePolicyRequest request) {
        PolicyDocuments.identity(request.policyDocument());
        var path = Optional.ofNullable(request.path()).orElse("/");
        var arn = prefix(call.accountId()) + path + request.policyName();
        if (store.policy(arn).isPresent()) {
            throw IdentityErrors.exists("A policy called " + request.policyName() + " already exists. Policy", arn);
        }
        var policy = Policy.builder()
                .policyName(request.policyName())
                .policyId(ids.next("ANPA"))
                .arn(arn)
                .path(path)
                .description(request.description())
                .tags(request.tags())
                .defaultVersionId(VERSION)
                .attachmentCount(0)
                .isAttachable(true)
                .createDate(call.time())
                .updateDate(call.time())
                .build();
        var doc = new String(JsonCodec.write(policy), StandardCharsets.UTF_8);
        store.insertPolicy(new PolicyRow(arn, call.accountId(), doc, request.policyDocument()));
        return policy;
    }

    public void delete(Call call, String arn) {
        get(call, arn);
        if (arn.startsWith(AMAZON)) {
            throw IdentityErrors.validation("Policy " + arn + " is Amazon's and cannot be deleted.");
        }
        if (store.attachments(arn) > 0) {
            throw IdentityErrors.deleteConflict("Cannot delete a policy attached to entities.");
        }
        store.deletePolicy(arn);
    }
}
