package io.mastic.server.identity;

import io.mastic.protocol.Caller;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;

/** Whether a policy's principal is the caller. */
final class PolicyPrincipals {
    private PolicyPrincipals() {}

    /** By the caller's own ARN, that of its role, or as anyone. */
    static boolean names(IamPrincipal principal, Caller caller) {
        if (principal.id().equals("*")) {
            return true;
        }
        return principal.type().value().equals("AWS")
                && (principal.id().equals(caller.arn()) || principal.id().equals(roleArn(caller.arn())));
    }

    /** The ARN of the role behind a session, as far as the session's ARN tells: it leaves the path out. */
    private static String roleArn(String sessionArn) {
        var parts = sessionArn.split(":", 6);
        var names = parts[parts.length - 1].split("/");
        return names.length == 3 && names[0].equals("assumed-role")
                ? "arn:aws:iam::" + parts[4] + ":role/" + names[1]
                : sessionArn;
    }

    /** As anyone of its account. */
    static boolean namesAccount(IamPrincipal principal, String accountId) {
        return principal.type().value().equals("AWS")
                && (principal.id().equals(accountId) || principal.id().equals("arn:aws:iam::" + accountId + ":root"));
    }
}
