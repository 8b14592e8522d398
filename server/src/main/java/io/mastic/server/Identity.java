package io.mastic.server;

import io.mastic.protocol.OperationTable;
import io.mastic.server.iam.AccessKeyOperations;
import io.mastic.server.iam.PolicyOperations;
import io.mastic.server.iam.RoleOperations;
import io.mastic.server.identity.AccessKeys;
import io.mastic.server.identity.IdentityStore;
import io.mastic.server.identity.ManagedPolicies;
import io.mastic.server.identity.PolicyAuthoriser;
import io.mastic.server.identity.RoleSessions;
import io.mastic.server.identity.Roles;
import io.mastic.server.identity.Secrets;
import io.mastic.server.identity.UniqueIds;
import io.mastic.server.security.ResourcePolicies;
import io.mastic.server.security.ResourcePolicyOperations;
import io.mastic.server.sts.StsOperations;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Who may do what: accounts, keys, roles and policies. */
final class Identity {
    final IdentityStore store;
    final AccessKeys accessKeys;
    final Roles roles;
    final PolicyAuthoriser authoriser;
    final RoleSessions roleSessions;

    private final ManagedPolicies managedPolicies;
    private final ResourcePolicies resourcePolicies;

    Identity(Jdbi jdbi, Secrets secrets, Clock clock, SecureRandom random) {
        var ids = new UniqueIds(random);
        this.store = jdbi.onDemand(IdentityStore.class);
        this.managedPolicies = new ManagedPolicies(store, ids);
        this.accessKeys = new AccessKeys(store, secrets, ids, clock);
        this.roles = new Roles(store, managedPolicies, ids);
        this.resourcePolicies = new ResourcePolicies(jdbi, clock);
        this.authoriser = new PolicyAuthoriser(accessKeys, roles, resourcePolicies::policy, clock);
        this.roleSessions = new RoleSessions(roles, accessKeys, authoriser, clock);
    }

    List<OperationTable> operationTables() {
        return List.of(
                new ResourcePolicyOperations(resourcePolicies).table(),
                new RoleOperations(roles).table(),
                new PolicyOperations(managedPolicies).table(),
                new AccessKeyOperations(accessKeys).table(),
                new StsOperations(roleSessions).table());
    }
}
