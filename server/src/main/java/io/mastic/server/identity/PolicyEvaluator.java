package io.mastic.server.identity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Decides by policies: an explicit deny wins, then an allow, else it is an implicit deny.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">AWS</a>
 */
final class PolicyEvaluator {
    /** The outcome for one action on one resource. */
    enum Decision {
        ALLOW,
        IMPLICIT_DENY,
        EXPLICIT_DENY
    }

    private PolicyEvaluator() {}

    /** By identity or session policies. */
    static Decision decide(Collection<IamPolicy> policies, PolicyRequest request) {
        return decide(policies, statement -> applies(statement, request) && onResource(statement, request));
    }

    /** By a trust policy, in which {@code principals} are all the names that the caller goes by. */
    static Decision decideTrust(IamPolicy trust, PolicyRequest request, Predicate<IamPrincipal> isCaller) {
        return decide(List.of(trust), statement -> applies(statement, request) && byPrincipal(statement, isCaller));
    }

    /** By a policy of the resource, in which {@code isCaller} knows the names that the caller goes by. */
    static Decision decideResource(IamPolicy policy, PolicyRequest request, Predicate<IamPrincipal> isCaller) {
        return decide(
                List.of(policy),
                statement -> applies(statement, request)
                        && onResource(statement, request)
                        && byPrincipal(statement, isCaller));
    }

    private static Decision decide(Collection<IamPolicy> policies, Predicate<IamStatement> applies) {
        var decision = Decision.IMPLICIT_DENY;
        for (var policy : policies) {
            for (var statement : policy.statements()) {
                if (!applies.test(statement)) {
                    continue;
                }
                if (statement.effect().equals(IamEffect.DENY)) {
                    return Decision.EXPLICIT_DENY;
                }
                decision = Decision.ALLOW;
            }
        }
        return decision;
    }

    private static boolean applies(IamStatement statement, PolicyRequest request) {
        return onAction(statement, request.action()) && conditionsHold(statement.conditions(), request);
    }

    private static boolean onAction(IamStatement statement, String action) {
        var name = action.toLowerCase(Locale.ROOT);
        return given(statement.actions())
                ? statement.actions().stream()
                        .anyMatch(a -> Wildcards.match(name, a.value().toLowerCase(Locale.ROOT)))
                : given(statement.notActions())
                        && statement.notActions().stream()
                                .noneMatch(a -> Wildcards.match(name, a.value().toLowerCase(Locale.ROOT)));
    }

    private static boolean onResource(IamStatement statement, PolicyRequest request) {
        return given(statement.resources())
                ? statement.resources().stream().anyMatch(r -> matches(r.value(), request))
                : given(statement.notResources())
                        && statement.notResources().stream().noneMatch(r -> matches(r.value(), request));
    }

    private static boolean matches(String resource, PolicyRequest request) {
        return PolicyVariables.replaced(resource, request, true)
                .filter(pattern -> Wildcards.match(request.resource(), pattern))
                .isPresent();
    }

    private static boolean byPrincipal(IamStatement statement, Predicate<IamPrincipal> isCaller) {
        return given(statement.principals())
                ? statement.principals().stream().anyMatch(isCaller)
                : given(statement.notPrincipals())
                        && statement.notPrincipals().stream().noneMatch(isCaller);
    }

    private static boolean given(List<?> items) {
        return items != null && !items.isEmpty();
    }

    private record Condition(String operator, String key) {}

    /** The library holds one condition for each value; those of one operator and key belong together. */
    private static boolean conditionsHold(List<IamCondition> conditions, PolicyRequest request) {
        Map<Condition, List<String>> grouped = new LinkedHashMap<>();
        for (var condition : conditions) {
            grouped.computeIfAbsent(
                            new Condition(
                                    condition.operator().value(),
                                    condition.key().value()),
                            key -> new java.util.ArrayList<>())
                    .add(condition.value());
        }
        return grouped.entrySet().stream().allMatch(entry -> holds(entry.getKey(), entry.getValue(), request));
    }

    private static boolean holds(Condition condition, List<String> listed, PolicyRequest request) {
        var pattern =
                condition.operator().contains("Like") || condition.operator().contains("Arn");
        var replaced = listed.stream()
                .map(value -> PolicyVariables.replaced(value, request, pattern))
                .flatMap(Optional::stream)
                .toList();
        return ConditionOperator.parse(condition.operator())
                .filter(operator -> operator.holds(
                        request.values(condition.key()), request.isMultivalued(condition.key()), replaced))
                .isPresent();
    }
}
