package io.mastic.server.identity;

import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.server.StartException;
import io.mastic.server.identity.AccessKeys.AccessKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;

/** Makes the first account, its root key and the role that jobs can run with at once. */
public final class Bootstrap {
    public static final String ROLE = "MasticGlueRole";
    private static final List<String> ROLE_POLICIES = List.of(
            "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole",
            "arn:aws:iam::aws:policy/AmazonS3FullAccess",
            "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess");
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",\
             "Principal": {"Service": ["glue.amazonaws.com", "databrew.amazonaws.com"]}}]}""";

    private final IdentityStore store;
    private final AccessKeys keys;
    private final Roles roles;
    private final Clock clock;

    public Bootstrap(IdentityStore store, AccessKeys keys, Roles roles, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.roles = roles;
        this.clock = clock;
    }

    /** Makes what is missing; may have been cut off by a crash at any step before. */
    public void account(String accountId) {
        if (store.accounts(accountId) == 0) {
            store.insertAccount(accountId, clock.millis());
        }
        if (roles.find(accountId, ROLE).isEmpty()) {
            createRole(accountId);
        }
    }

    private void createRole(String accountId) {
        var root = new Caller(accountId, "arn:aws:iam::" + accountId + ":root", accountId, "");
        var call = new Call(root, "us-east-1", "bootstrap", clock.instant(), Map.of());
        roles.create(
                call,
                CreateRoleRequest.builder()
                        .roleName(ROLE)
                        .description("Runs Glue jobs: all of Glue, S3 and the logs of this account")
                        .assumeRolePolicyDocument(TRUST)
                        .build());
        ROLE_POLICIES.forEach(arn -> roles.attach(call, ROLE, arn));
    }

    /**
     * @param held the root key that the data folder holds
     * @throws StartException if it is another account's
     */
    public void requireOwnKey(String accountId, Optional<String> held) {
        held.flatMap(keys::find)
                .map(key -> key.caller().accountId())
                .filter(owner -> !owner.equals(accountId))
                .ifPresent(owner -> {
                    throw new StartException("account-id is " + accountId + ", but the data folder's file credentials "
                            + "holds the key of account " + owner + ". Start with account-id " + owner
                            + ", or keep that file elsewhere: then account " + accountId + " gets a key of its own");
                });
    }

    /** A root key, if the given one is not known: replaces those whose secret nobody holds any more. */
    public Optional<AccessKey> rootKey(String accountId, Optional<String> held) {
        if (held.flatMap(keys::find).isPresent()) {
            return Optional.empty();
        }
        keys.ofRoot(accountId).forEach(lost -> keys.delete(accountId, lost.id()));
        return Optional.of(keys.createForRoot(accountId));
    }
}
