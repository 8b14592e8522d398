package io.mastic.server.iam;

import io.mastic.protocol.Call;
import io.mastic.protocol.Operation;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.identity.ManagedPolicies;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** IAM's operations on managed policies. A policy has one version. */
public final class PolicyOperations {
    private final ManagedPolicies policies;

    public PolicyOperations(ManagedPolicies policies) {
        this.policies = policies;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.IAM)
                .serve(
                        "CreatePolicy",
                        CreatePolicyRequest.class,
                        this::createPolicy,
                        (call, request) -> List.of("arn:aws:iam::" + call.accountId() + ":policy"
                                + Optional.ofNullable(request.path()).orElse("/") + request.policyName()))
                .serve("GetPolicy", GetPolicyRequest.class, this::getPolicy, arn(GetPolicyRequest::policyArn))
                .serve(
                        "GetPolicyVersion",
                        GetPolicyVersionRequest.class,
                        this::getPolicyVersion,
                        arn(GetPolicyVersionRequest::policyArn))
                .serve(
                        "ListPolicyVersions",
                        ListPolicyVersionsRequest.class,
                        this::listPolicyVersions,
                        arn(ListPolicyVersionsRequest::policyArn))
                .serve(
                        "ListPolicies",
                        ListPoliciesRequest.class,
                        this::listPolicies,
                        OperationTable.Builder.anyResource())
                .serve(
                        "DeletePolicy",
                        DeletePolicyRequest.class,
                        this::deletePolicy,
                        arn(DeletePolicyRequest::policyArn))
                .build();
    }

    private interface Arn<I> {
        @org.jspecify.annotations.Nullable
        String of(I request);
    }

    private static <I extends software.amazon.awssdk.core.SdkPojo> Operation.Resources<I> arn(Arn<I> arn) {
        return (call, request) -> List.of(Optional.ofNullable(arn.of(request)).orElse("*"));
    }

    public CreatePolicyResponse createPolicy(Call call, CreatePolicyRequest request) {
        return CreatePolicyResponse.builder()
                .policy(policies.create(call, request))
                .build();
    }

    public GetPolicyResponse getPolicy(Call call, GetPolicyRequest request) {
        return GetPolicyResponse.builder()
                .policy(policies.get(call, request.policyArn()).policy())
                .build();
    }

    public GetPolicyVersionResponse getPolicyVersion(Call call, GetPolicyVersionRequest request) {
        var found = policies.version(call, request.policyArn(), request.versionId());
        return GetPolicyVersionResponse.builder()
                .policyVersion(version(found.policy()).toBuilder()
                        .document(RoleOperations.encoded(found.document()))
                        .build())
                .build();
    }

    private static PolicyVersion version(Policy policy) {
        return PolicyVersion.builder()
                .versionId(policy.defaultVersionId())
                .isDefaultVersion(true)
                .createDate(policy.createDate())
                .build();
    }

    public ListPolicyVersionsResponse listPolicyVersions(Call call, ListPolicyVersionsRequest request) {
        return ListPolicyVersionsResponse.builder()
                .versions(version(policies.get(call, request.policyArn()).policy()))
                .isTruncated(false)
                .build();
    }

    public ListPoliciesResponse listPolicies(Call call, ListPoliciesRequest request) {
        var scope = Optional.ofNullable(request.scope()).orElse(PolicyScopeType.ALL);
        var page = Page.of(
                request.marker(),
                request.maxItems(),
                (after, limit) ->
                        policies.list(call, scope != PolicyScopeType.LOCAL, scope != PolicyScopeType.AWS, after, limit),
                Policy::arn);
        return ListPoliciesResponse.builder()
                .policies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeletePolicyResponse deletePolicy(Call call, DeletePolicyRequest request) {
        policies.delete(call, request.policyArn());
        return DeletePolicyResponse.builder().build();
    }
}
