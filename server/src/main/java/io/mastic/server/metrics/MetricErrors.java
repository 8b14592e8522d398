package io.mastic.server.metrics;

import io.mastic.protocol.ServiceException;

/** CloudWatch's errors. */
final class MetricErrors {
    private MetricErrors() {}

    static ServiceException invalid(String message) {
        return new ServiceException("InvalidParameterValue", 400, message);
    }

    static ServiceException missing(String name) {
        return new ServiceException("MissingParameter", 400, "The parameter " + name + " is required.");
    }

    static ServiceException combination(String message) {
        return new ServiceException("InvalidParameterCombination", 400, message);
    }

    static ServiceException invalidToken() {
        return new ServiceException("InvalidNextToken", 400, "The next token is not one of this operation's");
    }
}
