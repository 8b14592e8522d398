package io.mastic.server.identity;

import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Caller;
import io.mastic.server.identity.AccessKeys.Principal;
import io.mastic.server.identity.PolicyEvaluator.Decision;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** Decides every request of every service by the caller's policies. The account's root may do everything. */
public final class PolicyAuthoriser implements Authoriser {
    /** Allowed even to those who may do nothing else. */
    private static final Set<String> ALWAYS = Set.of("sts:GetCallerIdentity");

    private final AccessKeys keys;
    private final Roles roles;
    private final Clock clock;

    public PolicyAuthoriser(AccessKeys keys, Roles roles, Clock clock) {
        this.keys = keys;
        this.roles = roles;
        this.clock = clock;
    }

    @Override
    public void authorise(Caller caller, String action, List<String> resources, Map<String, List<String>> conditions) {
        var principal = keys.principal(caller.accessKeyId())
                .orElseThrow(() -> IdentityErrors.denied(caller, action, "*", "because its access key is gone"));
        if (principal.roleId().isEmpty() || ALWAYS.contains(action)) {
            return;
        }
        var context = context(caller, principal, conditions);
        for (var resource : resources) {
            decide(caller, principal, PolicyRequest.of(action, resource, context));
        }
    }

    private void decide(Caller caller, Principal principal, PolicyRequest request) {
        var identity = roles.policies(principal.roleId().orElseThrow());
        require(caller, request, identity, "an identity-based policy", "no identity-based policy");
        principal
                .sessionPolicy()
                .map(PolicyDocuments::stored)
                .ifPresent(
                        session -> require(caller, request, List.of(session), "a session policy", "no session policy"));
    }

    private static void require(
            Caller caller, PolicyRequest request, List<IamPolicy> policies, String one, String none) {
        var decision = PolicyEvaluator.decide(policies, request);
        if (decision != Decision.ALLOW) {
            var reason = decision == Decision.EXPLICIT_DENY
                    ? "with an explicit deny in " + one
                    : "because " + none + " allows the " + request.action() + " action";
            throw IdentityErrors.denied(caller, request.action(), request.resource(), reason);
        }
    }

    /** The condition keys that every request has, beside those of its operation. */
    private Map<String, List<String>> context(
            Caller caller, Principal principal, Map<String, List<String>> conditions) {
        var now = clock.instant();
        var context = new LinkedHashMap<>(conditions);
        context.put("aws:PrincipalArn", List.of(caller.arn()));
        context.put("aws:PrincipalAccount", List.of(caller.accountId()));
        context.put("aws:PrincipalType", List.of("AssumedRole"));
        context.put("aws:userid", List.of(caller.userId()));
        context.put("aws:CurrentTime", List.of(now.toString()));
        context.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
        context.put("aws:TokenIssueTime", List.of(principal.issued().toString()));
        context.put("aws:SecureTransport", List.of("false"));
        return context;
    }
}
