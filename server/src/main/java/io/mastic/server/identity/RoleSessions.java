package io.mastic.server.identity;

import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Call;
import io.mastic.protocol.ServiceException;
import io.mastic.server.identity.AccessKeys.AccessKey;
import io.mastic.server.identity.AccessKeys.RoleSession;
import io.mastic.server.identity.PolicyEvaluator.Decision;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Who may act with a role, and the temporary credentials to do so. */
public final class RoleSessions {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role(/.*/|/)([^/]+)");
    private static final Duration DEFAULT = Duration.ofHours(1);
    /** The SDKs renew the credentials of a container some minutes before they expire. */
    private static final Duration LEFT_FOR_RENEWAL = Duration.ofMinutes(20);

    private final Roles roles;
    private final AccessKeys keys;
    private final Authoriser authoriser;
    private final Clock clock;
    private final Map<String, AccessKey> ofRuns = new ConcurrentHashMap<>();

    public RoleSessions(Roles roles, AccessKeys keys, Authoriser authoriser, Clock clock) {
        this.roles = roles;
        this.keys = keys;
        this.authoriser = authoriser;
        this.clock = clock;
    }

    /** An assumed role: its credentials and the names of the session. */
    public record Assumed(AccessKey key, String arn, String userId) {}

    /** STS's AssumeRole. A missing role is refused like one that does not trust the caller. */
    public Assumed assume(Call call, AssumeRoleRequest request) {
        var role = role(request.roleArn())
                .filter(found -> mayAssume(call, found, request))
                .orElseThrow(() -> IdentityErrors.denied(call.caller(), "sts:AssumeRole", request.roleArn(), ""));
        var duration = Duration.ofSeconds(
                Optional.ofNullable(request.durationSeconds()).orElse((int) DEFAULT.toSeconds()));
        if (duration.toSeconds() > role.maxSessionDuration()) {
            throw IdentityErrors.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        if (call.caller().arn().contains(":assumed-role/") && duration.compareTo(DEFAULT) > 0) {
            throw IdentityErrors.validation("The requested DurationSeconds exceeds the 1 hour session limit for roles "
                    + "assumed by role chaining");
        }
        Optional.ofNullable(request.policy()).ifPresent(PolicyDocuments::identity);
        if (request.hasPolicyArns() && !request.policyArns().isEmpty()) {
            throw IdentityErrors.validation("PolicyArns is not supported yet: give the session policy as Policy");
        }
        var session = new RoleSession(
                account(role),
                role.roleId(),
                role.roleName(),
                request.roleSessionName(),
                Optional.ofNullable(request.policy()),
                Optional.empty());
        return new Assumed(keys.issue(session, duration), session.arn(), session.userId());
    }

    private static String account(Role role) {
        return role.arn().split(":", -1)[4];
    }

    private Optional<Role> role(String arn) {
        var parts = ROLE_ARN.matcher(arn);
        return parts.matches()
                ? roles.find(parts.group(1), parts.group(3))
                        .filter(role -> role.arn().equals(arn))
                : Optional.empty();
    }

    /** A trust policy that names the principal suffices in its account; one that names the account delegates. */
    private boolean mayAssume(Call call, Role role, AssumeRoleRequest request) {
        var context = new LinkedHashMap<String, List<String>>();
        Optional.ofNullable(request.externalId()).ifPresent(id -> context.put("sts:ExternalId", List.of(id)));
        context.put("sts:RoleSessionName", List.of(request.roleSessionName()));
        context.put("aws:PrincipalArn", List.of(call.caller().arn()));
        context.put("aws:PrincipalAccount", List.of(call.accountId()));
        var asked = PolicyRequest.of("sts:AssumeRole", role.arn(), context);
        var trust = PolicyDocuments.stored(role.assumeRolePolicyDocument());
        var byName = PolicyEvaluator.decideTrust(
                trust, asked, principal -> PolicyPrincipals.names(principal, call.caller()));
        if (byName == Decision.EXPLICIT_DENY) {
            return false;
        }
        var sameAccount = account(role).equals(call.accountId());
        if (byName == Decision.ALLOW && sameAccount) {
            return true;
        }
        var trusted = PolicyEvaluator.decideTrust(
                trust,
                asked,
                principal -> PolicyPrincipals.names(principal, call.caller())
                        || PolicyPrincipals.namesAccount(principal, call.accountId()));
        return trusted == Decision.ALLOW && identityAllows(call, role);
    }

    private boolean identityAllows(Call call, Role role) {
        try {
            authoriser.authorise(call.caller(), "sts:AssumeRole", List.of(role.arn()), Map.of());
            return true;
        } catch (ServiceException e) {
            return false;
        }
    }

    /**
     * Checks that the caller may hand a role to a service and that the service may assume it.
     *
     * @param nameOrArn as jobs name their role
     * @return the role's ARN
     */
    public String requirePassable(Call call, String nameOrArn, String service) {
        var role = roles.findByNameOrArn(call.accountId(), nameOrArn);
        var arn = role.map(Role::arn)
                .orElse(
                        nameOrArn.startsWith("arn:")
                                ? nameOrArn
                                : "arn:aws:iam::" + call.accountId() + ":role/" + nameOrArn);
        authoriser.authorise(
                call.caller(), "iam:PassRole", List.of(arn), Map.of("iam:PassedToService", List.of(service)));
        if (role.isEmpty()) {
            throw new ServiceException(
                    "InvalidInputException",
                    400,
                    "Role " + arn + " does not exist. Create it with: aws iam create-role");
        }
        if (!Roles.trusts(role.orElseThrow(), service)) {
            throw Roles.notTrusting(service);
        }
        return arn;
    }

    /**
     * A run that acts with a role.
     *
     * @param sessionPolicy narrows the role for this run
     */
    public record RunRole(String accountId, String runId, String roleArn, Optional<String> sessionPolicy) {}

    /**
     * Credentials of a run's role, the same until they near their end.
     *
     * @throws ServiceException if the role is gone or no longer trusts Glue
     */
    public AccessKey ofRun(RunRole run) {
        return ofRuns.compute(run.runId(), (id, held) -> {
            if (held != null
                    && held.expires().orElseThrow().isAfter(clock.instant().plus(LEFT_FOR_RENEWAL))) {
                return held;
            }
            var role = role(run.roleArn())
                    .filter(found -> account(found).equals(run.accountId()))
                    .orElseThrow(() -> IdentityErrors.noSuchRole(run.roleArn()));
            if (!Roles.trusts(role, "glue.amazonaws.com")) {
                throw Roles.notTrusting("glue.amazonaws.com");
            }
            var session = new RoleSession(
                    run.accountId(),
                    role.roleId(),
                    role.roleName(),
                    "GlueJobRunnerSession",
                    run.sessionPolicy(),
                    Optional.of(run.runId()));
            return keys.issue(session, DEFAULT);
        });
    }

    /** @throws ServiceException if a text is no policy that can narrow a role */
    public static void requireSessionPolicy(String policy) {
        try {
            PolicyDocuments.identity(policy);
        } catch (ServiceException e) {
            throw new ServiceException(
                    "InvalidInputException", 400, "ExecutionRoleSessionPolicy is no policy: " + e.message());
        }
    }

    /** Forgets a run that is over. */
    public void forgetRun(String runId) {
        ofRuns.remove(runId);
    }
}
