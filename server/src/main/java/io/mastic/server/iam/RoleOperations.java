package io.mastic.server.iam;

import io.mastic.protocol.Call;
import io.mastic.protocol.Operation;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.identity.Roles;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** IAM's operations on roles. */
public final class RoleOperations {
    private final Roles roles;

    public RoleOperations(Roles roles) {
        this.roles = roles;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.IAM)
                .serve("CreateRole", CreateRoleRequest.class, this::createRole, role(CreateRoleRequest::roleName))
                .serve("GetRole", GetRoleRequest.class, this::getRole, role(GetRoleRequest::roleName))
                .serve("ListRoles", ListRolesRequest.class, this::listRoles, OperationTable.Builder.anyResource())
                .serve("DeleteRole", DeleteRoleRequest.class, this::deleteRole, role(DeleteRoleRequest::roleName))
                .serve(
                        "UpdateAssumeRolePolicy",
                        UpdateAssumeRolePolicyRequest.class,
                        this::updateAssumeRolePolicy,
                        role(UpdateAssumeRolePolicyRequest::roleName))
                .serve(
                        "PutRolePolicy",
                        PutRolePolicyRequest.class,
                        this::putRolePolicy,
                        role(PutRolePolicyRequest::roleName))
                .serve(
                        "GetRolePolicy",
                        GetRolePolicyRequest.class,
                        this::getRolePolicy,
                        role(GetRolePolicyRequest::roleName))
                .serve(
                        "ListRolePolicies",
                        ListRolePoliciesRequest.class,
                        this::listRolePolicies,
                        role(ListRolePoliciesRequest::roleName))
                .serve(
                        "DeleteRolePolicy",
                        DeleteRolePolicyRequest.class,
                        this::deleteRolePolicy,
                        role(DeleteRolePolicyRequest::roleName))
                .serve(
                        "AttachRolePolicy",
                        AttachRolePolicyRequest.class,
                        this::attachRolePolicy,
                        role(AttachRolePolicyRequest::roleName))
                .serve(
                        "ListAttachedRolePolicies",
                        ListAttachedRolePoliciesRequest.class,
                        this::listAttachedRolePolicies,
                        role(ListAttachedRolePoliciesRequest::roleName))
                .serve(
                        "DetachRolePolicy",
                        DetachRolePolicyRequest.class,
                        this::detachRolePolicy,
                        role(DetachRolePolicyRequest::roleName))
                .serve(
                        "ListInstanceProfilesForRole",
                        ListInstanceProfilesForRoleRequest.class,
                        this::listInstanceProfilesForRole,
                        role(ListInstanceProfilesForRoleRequest::roleName))
                .build();
    }

    private interface Name<I> {
        @Nullable
        String of(I request);
    }

    private <I extends software.amazon.awssdk.core.SdkPojo> Operation.Resources<I> role(Name<I> name) {
        return (call, request) -> {
            var given = Optional.ofNullable(name.of(request)).orElse("");
            return List.of(roles.find(call.accountId(), given)
                    .map(Role::arn)
                    .orElse("arn:aws:iam::" + call.accountId() + ":role/" + given));
        };
    }

    /** IAM gives policy documents percent-encoded. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Role shown(Role role) {
        return role.toBuilder()
                .assumeRolePolicyDocument(encoded(role.assumeRolePolicyDocument()))
                .build();
    }

    public CreateRoleResponse createRole(Call call, CreateRoleRequest request) {
        return CreateRoleResponse.builder()
                .role(shown(roles.create(call, request)))
                .build();
    }

    public GetRoleResponse getRole(Call call, GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(shown(roles.get(call, request.roleName())))
                .build();
    }

    public ListRolesResponse listRoles(Call call, ListRolesRequest request) {
        var prefix = Optional.ofNullable(request.pathPrefix()).orElse("/");
        var page = Page.of(
                request.marker(),
                request.maxItems(),
                (after, limit) -> roles.list(call, prefix, after, limit),
                Role::roleName);
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(RoleOperations::shown).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeleteRoleResponse deleteRole(Call call, DeleteRoleRequest request) {
        roles.delete(call, request.roleName());
        return DeleteRoleResponse.builder().build();
    }

    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(Call call, UpdateAssumeRolePolicyRequest request) {
        roles.updateTrust(call, request.roleName(), request.policyDocument());
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    public PutRolePolicyResponse putRolePolicy(Call call, PutRolePolicyRequest request) {
        roles.putPolicy(call, request.roleName(), request.policyName(), request.policyDocument());
        return PutRolePolicyResponse.builder().build();
    }

    public GetRolePolicyResponse getRolePolicy(Call call, GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder()
                .roleName(request.roleName())
                .policyName(request.policyName())
                .policyDocument(encoded(roles.policy(call, request.roleName(), request.policyName())))
                .build();
    }

    public ListRolePoliciesResponse listRolePolicies(Call call, ListRolePoliciesRequest request) {
        var names = roles.policyNames(call, request.roleName());
        var page = Page.of(request.marker(), request.maxItems(), names, name -> name);
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeleteRolePolicyResponse deleteRolePolicy(Call call, DeleteRolePolicyRequest request) {
        roles.deletePolicy(call, request.roleName(), request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    public AttachRolePolicyResponse attachRolePolicy(Call call, AttachRolePolicyRequest request) {
        roles.attach(call, request.roleName(), request.policyArn());
        return AttachRolePolicyResponse.builder().build();
    }

    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
            Call call, ListAttachedRolePoliciesRequest request) {
        var attached = roles.attached(call, request.roleName()).stream()
                .map(arn -> AttachedPolicy.builder()
                        .policyArn(arn)
                        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                        .build())
                .toList();
        var page = Page.of(request.marker(), request.maxItems(), attached, AttachedPolicy::policyArn);
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DetachRolePolicyResponse detachRolePolicy(Call call, DetachRolePolicyRequest request) {
        roles.detach(call, request.roleName(), request.policyArn());
        return DetachRolePolicyResponse.builder().build();
    }

    /** Always empty, and true: there are no EC2 instances here. Terraform asks before it deletes a role. */
    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
            Call call, ListInstanceProfilesForRoleRequest request) {
        roles.get(call, request.roleName());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(List.of())
                .isTruncated(false)
                .build();
    }
}
