package io.mastic.server.triggers;

import io.mastic.protocol.ServiceException;

/** Errors of workflows and their runs. */
final class WorkflowErrors {
    private static final int MOST_TRIGGERS = 100;

    private WorkflowErrors() {}

    static ServiceException notFound(String name) {
        return new ServiceException("EntityNotFoundException", 400, "Workflow with name: " + name + " not found.");
    }

    static ServiceException runNotFound(String workflow, String run) {
        return new ServiceException(
                "EntityNotFoundException", 400, "Run " + run + " of the workflow " + workflow + " not found.");
    }

    static ServiceException exists(String name) {
        return new ServiceException("AlreadyExistsException", 400, "Workflow with name: " + name + " already exists.");
    }

    static ServiceException concurrentRunsExceeded(String workflow, int most) {
        return new ServiceException(
                "ConcurrentRunsExceededException",
                400,
                "Concurrent runs exceeded for " + workflow + ": MaxConcurrentRuns is " + most);
    }

    static ServiceException illegalState(String message) {
        return new ServiceException("IllegalWorkflowStateException", 400, message);
    }

    static ServiceException invalid(String message) {
        return new ServiceException("InvalidInputException", 400, message);
    }

    static void requireRoom(String workflow, int triggers) {
        if (triggers >= MOST_TRIGGERS) {
            throw new ServiceException(
                    "ResourceNumberLimitExceededException",
                    400,
                    "The workflow " + workflow + " has " + MOST_TRIGGERS + " triggers, which is the most");
        }
    }
}
