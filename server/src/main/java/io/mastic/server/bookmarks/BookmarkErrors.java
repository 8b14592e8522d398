package io.mastic.server.bookmarks;

import io.mastic.protocol.ServiceException;

/** Errors of bookmarks, in Glue's wording. */
final class BookmarkErrors {
    private BookmarkErrors() {}

    static ServiceException notFound(String job) {
        return new ServiceException("EntityNotFoundException", 400, "Continuation for job " + job + " not found.");
    }

    static ServiceException notFound(String job, String run) {
        return new ServiceException(
                "EntityNotFoundException",
                400,
                "Continuation for job " + job + " and run " + run + " not found. The last versions alone are kept");
    }

    static ServiceException noRun(String job, String run) {
        return new ServiceException("EntityNotFoundException", 400, "Job " + job + " has no run " + run);
    }

    static ServiceException versionMismatch(String job, int expected) {
        return new ServiceException(
                "VersionMismatchException",
                409,
                "Continuation update failed for job " + job + ": version " + expected + " is not the newest any more."
                        + " Another run has committed, or the bookmark was reset. Set MaxConcurrentRuns to 1");
    }

    static ServiceException staleEpoch(String run) {
        return new ServiceException("StaleClaim", 409, "The run " + run + " was claimed by another process since");
    }

    static ServiceException invalid(String message) {
        return new ServiceException("InvalidInput", 400, message);
    }
}
