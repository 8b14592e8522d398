package io.mastic.server.security;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.catalog.CatalogArns;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.CatalogScope;
import io.mastic.server.security.SecurityStore.PolicyRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.glue.model.GetResourcePoliciesRequest;
import software.amazon.awssdk.services.glue.model.GetResourcePoliciesResponse;
import software.amazon.awssdk.services.glue.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.glue.model.GluePolicy;
import software.amazon.awssdk.services.glue.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.PutResourcePolicyResponse;

/** Glue's operations on the catalog's resource policy. */
public final class ResourcePolicyOperations {
    private final ResourcePolicies policies;

    public ResourcePolicyOperations(ResourcePolicies policies) {
        this.policies = policies;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "PutResourcePolicy",
                        PutResourcePolicyRequest.class,
                        this::putResourcePolicy,
                        (call, request) -> CatalogArns.catalog(call, null))
                .serve(
                        "GetResourcePolicy",
                        GetResourcePolicyRequest.class,
                        this::getResourcePolicy,
                        (call, request) -> CatalogArns.catalog(call, null))
                .serve(
                        "GetResourcePolicies",
                        GetResourcePoliciesRequest.class,
                        this::getResourcePolicies,
                        (call, request) -> CatalogArns.catalog(call, null))
                .serve(
                        "DeleteResourcePolicy",
                        DeleteResourcePolicyRequest.class,
                        this::deleteResourcePolicy,
                        (call, request) -> CatalogArns.catalog(call, null))
                .build();
    }

    /** The catalog itself is the one resource that has a policy. */
    private static CatalogScope scope(Call call, @Nullable String resourceArn) {
        var catalog = CatalogArns.catalog(call, null).get(0);
        if (resourceArn != null && !resourceArn.equals(catalog)) {
            throw CatalogErrors.invalid("Only the whole catalog can have a policy: leave ResourceArn out");
        }
        return CatalogScope.of(call, null);
    }

    public PutResourcePolicyResponse putResourcePolicy(Call call, PutResourcePolicyRequest request) {
        var hash = policies.put(
                scope(call, request.resourceArn()),
                request.policyInJson(),
                request.policyHashCondition(),
                request.policyExistsCondition());
        return PutResourcePolicyResponse.builder().policyHash(hash).build();
    }

    public GetResourcePolicyResponse getResourcePolicy(Call call, GetResourcePolicyRequest request) {
        var policy = policies.get(scope(call, request.resourceArn()));
        return GetResourcePolicyResponse.builder()
                .policyInJson(policy.document())
                .policyHash(policy.hash())
                .createTime(Instant.ofEpochMilli(policy.created()))
                .updateTime(Instant.ofEpochMilli(policy.updated()))
                .build();
    }

    public GetResourcePoliciesResponse getResourcePolicies(Call call, GetResourcePoliciesRequest request) {
        return GetResourcePoliciesResponse.builder()
                .getResourcePoliciesResponseList(policies.find(scope(call, null)).stream()
                        .map(ResourcePolicyOperations::shown)
                        .toList())
                .build();
    }

    private static GluePolicy shown(PolicyRow policy) {
        return GluePolicy.builder()
                .policyInJson(policy.document())
                .policyHash(policy.hash())
                .createTime(Instant.ofEpochMilli(policy.created()))
                .updateTime(Instant.ofEpochMilli(policy.updated()))
                .build();
    }

    public DeleteResourcePolicyResponse deleteResourcePolicy(Call call, DeleteResourcePolicyRequest request) {
        policies.delete(scope(call, request.resourceArn()), request.policyHashCondition());
        return DeleteResourcePolicyResponse.builder().build();
    }
}
