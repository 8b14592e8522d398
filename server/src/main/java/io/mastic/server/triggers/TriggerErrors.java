package io.mastic.server.triggers;

import io.mastic.protocol.ServiceException;
import org.jspecify.annotations.Nullable;

/** Errors of triggers, in Glue's wording where it is known. */
final class TriggerErrors {
    private TriggerErrors() {}

    static ServiceException invalid(String message) {
        return new ServiceException("InvalidInputException", 400, message);
    }

    static ServiceException notFound(String name) {
        return new ServiceException("EntityNotFoundException", 400, "Trigger with name: " + name + " not found.");
    }

    static ServiceException jobNotFound(String name) {
        return new ServiceException("EntityNotFoundException", 400, "Job with name: " + name + " not found.");
    }

    static ServiceException existsOtherwise(String name) {
        return new ServiceException(
                "IdempotentParameterMismatchException",
                400,
                "Trigger with name: " + name + " already submitted with different configuration.");
    }

    static ServiceException schedule(String expression, @Nullable String reason) {
        return invalid("The Schedule '" + expression + "' cannot be used: " + reason);
    }

    static ServiceException tooOften(String expression, int minutes) {
        return invalid("The Schedule '" + expression + "' fires more often than every " + minutes
                + " minutes, which is the minimum: choose times further apart");
    }

    static ServiceException limit(String what, int most) {
        return new ServiceException(
                "ResourceNumberLimitExceededException",
                400,
                "An account can have " + most + " " + what + " in a Region: delete one that is not used any more");
    }
}
