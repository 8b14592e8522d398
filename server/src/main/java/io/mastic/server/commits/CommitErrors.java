package io.mastic.server.commits;

import io.mastic.protocol.ServiceException;

/** Errors of the run channel's commit routes. */
final class CommitErrors {
    private CommitErrors() {}

    static ServiceException invalid(String message) {
        return new ServiceException("InvalidJournal", 400, message);
    }

    static ServiceException unknown(String writeId) {
        return new ServiceException("UnknownWrite", 404, "No journal of the write " + writeId + " is here");
    }

    static ServiceException runIsOver(String runId) {
        return new ServiceException("StaleClaim", 409, "The run " + runId + " is over: nothing more is committed");
    }
}
