package io.mastic.server.logs;

import io.mastic.protocol.ServiceException;

/** CloudWatch Logs' errors, in its wording. */
final class LogErrors {
    private LogErrors() {}

    static ServiceException noGroup() {
        return new ServiceException("ResourceNotFoundException", 400, "The specified log group does not exist.");
    }

    static ServiceException noStream() {
        return new ServiceException("ResourceNotFoundException", 400, "The specified log stream does not exist.");
    }

    static ServiceException invalid(String message) {
        return new ServiceException("InvalidParameterException", 400, message);
    }

    static ServiceException invalidToken() {
        return invalid("The specified nextToken is invalid.");
    }
}
