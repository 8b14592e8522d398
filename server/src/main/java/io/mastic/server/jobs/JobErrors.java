package io.mastic.server.jobs;

import io.mastic.protocol.ServiceException;

/** Errors of jobs and runs, in Glue's wording. */
final class JobErrors {
    private JobErrors() {}

    static ServiceException jobNotFound(String name) {
        return new ServiceException("EntityNotFoundException", 400, "Job with name: " + name + " not found.");
    }

    static ServiceException runNotFound(String job, String run) {
        return new ServiceException(
                "EntityNotFoundException", 400, "JobRun " + run + " of the job " + job + " not found.");
    }

    static ServiceException existsOtherwise(String name) {
        return new ServiceException(
                "IdempotentParameterMismatchException",
                400,
                "Job with name: " + name + " already submitted with different configuration.");
    }

    static ServiceException invalid(String message) {
        return new ServiceException("InvalidInputException", 400, message);
    }

    static ServiceException notLive(String run, JobRunState state) {
        return new ServiceException(
                "InvalidInputException", 400, "JobRun " + run + " cannot be stopped: it is " + state + " already.");
    }

    static ServiceException invalidToken() {
        return invalid("The NextToken is not one of this operation and job");
    }

    static ServiceException concurrentRunsExceeded(String job, int most) {
        return new ServiceException(
                "ConcurrentRunsExceededException",
                400,
                "Concurrent runs exceeded for " + job + ": ExecutionProperty.MaxConcurrentRuns is " + most);
    }

    static ServiceException accountRunsExceeded(int most) {
        return new ServiceException(
                "ResourceNumberLimitExceededException",
                400,
                "The account has " + most + " runs at once, which is its limit (setting concurrent-runs-limit). "
                        + "Wait for one to end, or set JobRunQueuingEnabled to let the run wait");
    }

    static ServiceException staleClaim(String run) {
        return new ServiceException(
                "StaleClaim", 409, "The run " + run + " is over, or was claimed by another process since");
    }
}
