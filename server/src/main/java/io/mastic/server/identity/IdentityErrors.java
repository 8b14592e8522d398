package io.mastic.server.identity;

import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;

/** IAM's and STS's errors, in AWS's wording. */
public final class IdentityErrors {
    private IdentityErrors() {}

    public static ServiceException noSuchRole(String name) {
        return noSuchEntity("The role with name " + name + " cannot be found.");
    }

    static ServiceException noSuchRolePolicy(String name) {
        return noSuchEntity("The role policy with name " + name + " cannot be found.");
    }

    static ServiceException noSuchPolicy(String arn) {
        return noSuchEntity("Policy " + arn + " was not found.");
    }

    static ServiceException noSuchPolicyVersion(String arn, String version) {
        return noSuchEntity("Policy " + arn + " version " + version + " does not exist or is not attachable.");
    }

    static ServiceException noSuchAccessKey(String id) {
        return noSuchEntity("The Access Key with id " + id + " cannot be found.");
    }

    private static ServiceException noSuchEntity(String message) {
        return new ServiceException("NoSuchEntity", 404, message);
    }

    static ServiceException exists(String what, String name) {
        return new ServiceException("EntityAlreadyExists", 409, what + " with name " + name + " already exists.");
    }

    static ServiceException deleteConflict(String message) {
        return new ServiceException("DeleteConflict", 409, message);
    }

    static ServiceException limitExceeded(String message) {
        return new ServiceException("LimitExceeded", 409, message);
    }

    static ServiceException malformedPolicy(String message) {
        return new ServiceException("MalformedPolicyDocument", 400, message);
    }

    static ServiceException validation(String message) {
        return new ServiceException("ValidationError", 400, message);
    }

    /** @param reason {@code because no identity-based policy allows the … action}, or the like; may be empty */
    static ServiceException denied(Caller caller, String action, String resource, String reason) {
        var message = "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + resource
                + (reason.isEmpty() ? "" : " " + reason);
        return new ServiceException("AccessDeniedException", 400, message);
    }
}
