package io.mastic.server.ui;

import io.mastic.protocol.ServiceException;

/** What who looks for a UI is told. */
final class UiErrors {
    private UiErrors() {}

    static ServiceException notSigned() {
        return new ServiceException(
                "AccessDeniedException",
                403,
                "The request is not signed. Open what 'mastic ui RUN' prints, or sign with Signature Version 4 as for glue");
    }

    static ServiceException tokenOver() {
        return new ServiceException(
                "ExpiredTokenException", 403, "The link is over or not one of this server's: ask 'mastic ui RUN' anew");
    }

    static ServiceException noRun(String runId) {
        return new ServiceException("EntityNotFoundException", 404, "There is no run " + runId + " in this account");
    }

    static ServiceException noUi() {
        return new ServiceException(
                "EntityNotFoundException",
                404,
                "The run has no Spark UI now: while it runs there is one with --enable-spark-ui true,"
                        + " once its Spark has started");
    }

    static ServiceException noPage() {
        return new ServiceException("EntityNotFoundException", 404, "Spark's UI has no such page");
    }

    static ServiceException noHistory() {
        return new ServiceException("EntityNotFoundException", 404, "The run has left no Spark event log");
    }

    static ServiceException readsOnly() {
        return new ServiceException("MethodNotAllowed", 405, "Spark's UI is shown here, and changes nothing");
    }

    static ServiceException unavailable(String why) {
        return new ServiceException("ServiceUnavailable", 503, "Spark's UI does not answer: " + why);
    }
}
