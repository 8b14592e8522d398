package io.mastic.server.identity;

import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.identity.AccessKeys.Principal;
import io.mastic.server.identity.PolicyEvaluator.Decision;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;

/**
 * Decides every request of every service: by the caller's policies, and by that of the catalog that is touched. An
 * account's root may do everything in it that the catalog's policy does not deny.
 */
public final class PolicyAuthoriser implements Authoriser {
    /** Allowed even to those who may do nothing else. */
    private static final Set<String> ALWAYS = Set.of("sts:GetCallerIdentity");

    /** An account's root can always undo a policy that locks everyone out. */
    private static final Set<String> UNDOING =
            Set.of("glue:GetResourcePolicy", "glue:PutResourcePolicy", "glue:DeleteResourcePolicy");

    private static final Pattern CATALOG_RESOURCE = Pattern.compile(
            "arn:aws:glue:([^:]+):(\\d{12}):(?:catalog|(?:database|table|connection|userDefinedFunction)/.*)");

    /** The policy of an account's catalog in a Region, beside those of identities. */
    @FunctionalInterface
    public interface CatalogPolicies {
        Optional<IamPolicy> find(String accountId, String region);
    }

    private final AccessKeys keys;
    private final Roles roles;
    private final CatalogPolicies catalogPolicies;
    private final Clock clock;

    public PolicyAuthoriser(AccessKeys keys, Roles roles, CatalogPolicies catalogPolicies, Clock clock) {
        this.keys = keys;
        this.roles = roles;
        this.catalogPolicies = catalogPolicies;
        this.clock = clock;
    }

    @Override
    public void authorise(Caller caller, String action, List<String> resources, Map<String, List<String>> conditions) {
        var principal = keys.principal(caller.accessKeyId())
                .orElseThrow(() -> IdentityErrors.denied(caller, action, "*", "because its access key is gone"));
        if (ALWAYS.contains(action)) {
            return;
        }
        var context = context(caller, principal, conditions);
        for (var resource : resources) {
            var request = PolicyRequest.of(action, resource, context);
            decideByIdentity(caller, principal, request, isGrantedByResource(caller, principal, request));
        }
    }

    /**
     * Whether the resource's own policy grants the request, so that the identity's policies need not.
     *
     * @throws io.mastic.protocol.ServiceException if it forbids it, or is another account's and does not allow it
     * @see <a
     *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html">AWS</a>
     */
    private boolean isGrantedByResource(Caller caller, Principal principal, PolicyRequest request) {
        var arn = CATALOG_RESOURCE.matcher(request.resource());
        if (!arn.matches()) {
            return false;
        }
        var own = arn.group(2).equals(caller.accountId());
        if (own && principal.roleId().isEmpty() && UNDOING.contains(request.action())) {
            return true;
        }
        var policy = catalogPolicies.find(arn.group(2), arn.group(1));
        var anyName = decision(
                policy,
                request,
                one -> PolicyPrincipals.names(one, caller) || PolicyPrincipals.namesAccount(one, caller.accountId()));
        if (anyName == Decision.EXPLICIT_DENY) {
            throw denied(caller, request, "with an explicit deny in a resource-based policy");
        }
        if (!own && anyName != Decision.ALLOW) {
            throw denied(
                    caller, request, "because no resource-based policy allows the " + request.action() + " action");
        }
        return own && decision(policy, request, one -> PolicyPrincipals.names(one, caller)) == Decision.ALLOW;
    }

    private static Decision decision(
            Optional<IamPolicy> policy, PolicyRequest request, Predicate<IamPrincipal> isCaller) {
        return policy.map(found -> PolicyEvaluator.decideResource(found, request, isCaller))
                .orElse(Decision.IMPLICIT_DENY);
    }

    private static ServiceException denied(Caller caller, PolicyRequest request, String reason) {
        return IdentityErrors.denied(caller, request.action(), request.resource(), reason);
    }

    private void decideByIdentity(Caller caller, Principal principal, PolicyRequest request, boolean granted) {
        if (principal.roleId().isEmpty()) {
            return;
        }
        var identity = PolicyEvaluator.decide(roles.policies(principal.roleId().orElseThrow()), request);
        if (identity != Decision.IMPLICIT_DENY || !granted) {
            require(caller, request, identity, "an identity-based policy", "no identity-based policy");
        }
        principal.sessionPolicy().map(PolicyDocuments::stored).ifPresent(session -> {
            var decision = PolicyEvaluator.decide(List.of(session), request);
            require(caller, request, decision, "a session policy", "no session policy");
        });
    }

    private static void require(Caller caller, PolicyRequest request, Decision decision, String one, String none) {
        if (decision != Decision.ALLOW) {
            throw denied(
                    caller,
                    request,
                    decision == Decision.EXPLICIT_DENY
                            ? "with an explicit deny in " + one
                            : "because " + none + " allows the " + request.action() + " action");
        }
    }

    /** The condition keys that every request has, beside those of its operation. */
    private Map<String, List<String>> context(
            Caller caller, Principal principal, Map<String, List<String>> conditions) {
        var now = clock.instant();
        var context = new LinkedHashMap<>(conditions);
        context.put("aws:PrincipalArn", List.of(caller.arn()));
        context.put("aws:PrincipalAccount", List.of(caller.accountId()));
        context.put("aws:PrincipalType", List.of(principal.roleId().isEmpty() ? "Account" : "AssumedRole"));
        context.put("aws:userid", List.of(caller.userId()));
        context.put("aws:CurrentTime", List.of(now.toString()));
        context.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
        context.put("aws:TokenIssueTime", List.of(principal.issued().toString()));
        context.put("aws:SecureTransport", List.of("false"));
        return context;
    }
}
