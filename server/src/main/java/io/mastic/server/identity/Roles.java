package io.mastic.server.identity;

import io.mastic.protocol.Call;
import io.mastic.protocol.JsonCodec;
import io.mastic.protocol.ServiceException;
import io.mastic.server.identity.IdentityStore.RolePolicyRow;
import io.mastic.server.identity.IdentityStore.RoleRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.Role;

/** Roles and what they may do. Parsed policies are held in memory until a role changes. Thread-safe. */
public final class Roles {
    private static final int HOUR_SECONDS = 3600;
    private static final int MOST_ATTACHED = 10;

    private final IdentityStore store;
    private final ManagedPolicies managed;
    private final UniqueIds ids;
    private final Map<String, List<IamPolicy>> policies = new ConcurrentHashMap<>();

    public Roles(IdentityStore store, ManagedPolicies managed, UniqueIds ids) {
        this.store = store;
        this.managed = managed;
        this.ids = ids;
    }

    public Role create(Call call, CreateRoleRequest request) {
        PolicyDocuments.trust(request.assumeRolePolicyDocument());
        var path = Optional.ofNullable(request.path()).orElse("/");
        var role = Role.builder()
                .roleName(request.roleName())
                .roleId(ids.next("AROA"))
                .path(path)
                .arn("arn:aws:iam::" + call.accountId() + ":role" + path + request.roleName())
                .assumeRolePolicyDocument(request.assumeRolePolicyDocument())
                .description(request.description())
                .maxSessionDuration(
                        Optional.ofNullable(request.maxSessionDuration()).orElse(HOUR_SECONDS))
                .tags(request.hasTags() ? request.tags() : null)
                .createDate(call.time())
                .build();
        try {
            store.insertRole(new RoleRow(role.roleId(), call.accountId(), role.roleName(), path, doc(role)));
        } catch (UnableToExecuteStatementException e) {
            if (store.role(call.accountId(), request.roleName()).isPresent()) {
                throw IdentityErrors.exists("Role", request.roleName());
            }
            throw e;
        }
        return role;
    }

    private static String doc(Role role) {
        return new String(JsonCodec.write(role), StandardCharsets.UTF_8);
    }

    private static Role read(RoleRow row) {
        return JsonCodec.read(row.doc().getBytes(StandardCharsets.UTF_8), Role.class);
    }

    public Optional<Role> find(String accountId, String name) {
        return store.role(accountId, name).map(Roles::read);
    }

    /** By name or ARN, as jobs name their role; of this account only. */
    public Optional<Role> findByNameOrArn(String accountId, String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            return find(accountId, nameOrArn);
        }
        return find(accountId, nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1))
                .filter(role -> role.arn().equals(nameOrArn));
    }

    public Role get(Call call, String name) {
        return find(call.accountId(), name).orElseThrow(() -> IdentityErrors.noSuchRole(name));
    }

    public List<Role> list(Call call, String pathPrefix, String after, int limit) {
        var pattern = pathPrefix.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return store.roles(call.accountId(), pattern, after, limit).stream()
                .map(Roles::read)
                .toList();
    }

    public void delete(Call call, String name) {
        var role = get(call, name);
        if (!store.attached(role.roleId()).isEmpty()) {
            throw IdentityErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!store.rolePolicies(role.roleId()).isEmpty()) {
            throw IdentityErrors.deleteConflict("Cannot delete entity, must delete policies first.");
        }
        store.deleteRole(role.roleId());
        policies.remove(role.roleId());
    }

    public void updateTrust(Call call, String name, String document) {
        PolicyDocuments.trust(document);
        var role = get(call, name);
        store.updateRole(
                role.roleId(),
                doc(role.toBuilder().assumeRolePolicyDocument(document).build()));
    }

    public void putPolicy(Call call, String role, String name, String document) {
        PolicyDocuments.identity(document);
        var roleId = get(call, role).roleId();
        store.putRolePolicy(new RolePolicyRow(roleId, name, document));
        policies.remove(roleId);
    }

    public String policy(Call call, String role, String name) {
        return store.rolePolicies(get(call, role).roleId()).stream()
                .filter(policy -> policy.name().equals(name))
                .map(RolePolicyRow::document)
                .findFirst()
                .orElseThrow(() -> IdentityErrors.noSuchRolePolicy(name));
    }

    public List<String> policyNames(Call call, String role) {
        return store.rolePolicies(get(call, role).roleId()).stream()
                .map(RolePolicyRow::name)
                .toList();
    }

    public void deletePolicy(Call call, String role, String name) {
        var roleId = get(call, role).roleId();
        if (store.deleteRolePolicy(roleId, name) == 0) {
            throw IdentityErrors.noSuchRolePolicy(name);
        }
        policies.remove(roleId);
    }

    public void attach(Call call, String role, String policyArn) {
        var roleId = get(call, role).roleId();
        managed.get(call, policyArn);
        var attached = store.attached(roleId);
        if (attached.size() >= MOST_ATTACHED && !attached.contains(policyArn)) {
            throw IdentityErrors.limitExceeded("Cannot exceed quota for PoliciesPerRole: " + MOST_ATTACHED);
        }
        store.attach(roleId, policyArn);
        policies.remove(roleId);
    }

    public List<String> attached(Call call, String role) {
        return store.attached(get(call, role).roleId());
    }

    public void detach(Call call, String role, String policyArn) {
        var roleId = get(call, role).roleId();
        if (store.detach(roleId, policyArn) == 0) {
            throw IdentityErrors.noSuchPolicy(policyArn);
        }
        policies.remove(roleId);
    }

    /** All identity policies of a role; none for a role that is gone. */
    List<IamPolicy> policies(String roleId) {
        return policies.computeIfAbsent(roleId, this::loaded);
    }

    private List<IamPolicy> loaded(String roleId) {
        var inline = store.rolePolicies(roleId).stream().map(RolePolicyRow::document);
        var attached = store.attached(roleId).stream()
                .flatMap(arn -> managed.find(arn).stream())
                .map(ManagedPolicies.ManagedPolicy::document);
        return Stream.concat(inline, attached).map(PolicyDocuments::stored).toList();
    }

    /** Whether a service may assume a role, by the role's trust policy. */
    static boolean trusts(Role role, String service) {
        var request = PolicyRequest.of("sts:AssumeRole", role.arn(), Map.of());
        return PolicyEvaluator.decideTrust(
                        PolicyDocuments.stored(role.assumeRolePolicyDocument()),
                        request,
                        principal -> principal.type().value().equals("Service")
                                && principal.id().equals(service))
                == PolicyEvaluator.Decision.ALLOW;
    }

    static ServiceException notTrusting(String service) {
        return new ServiceException(
                "InvalidInputException",
                400,
                "Service " + service + " cannot assume the role. Its trust policy must allow sts:AssumeRole to the "
                        + "principal {\"Service\": \"" + service + "\"}");
    }
}
