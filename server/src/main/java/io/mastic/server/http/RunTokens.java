package io.mastic.server.http;

import io.mastic.protocol.ServiceException;
import java.util.Optional;

/** Finds the live run behind a run token; implemented by jobs. */
public interface RunTokens {
    Optional<RunClaim> find(String token);

    /** What a process is told whose token is none: it has to end. */
    static ServiceException refused() {
        return new ServiceException(
                "StaleClaim", 403, "No live run has this token: the run is over, or a later process has its place");
    }

    /**
     * A run that holds a valid token.
     *
     * @param epoch counts the claims of the run; a commit of an older epoch is refused
     * @param roleArn the role that the run acts with
     * @param sessionPolicy what narrows the role for this run
     */
    record RunClaim(
            String accountId,
            String region,
            String runId,
            long epoch,
            String roleArn,
            Optional<String> sessionPolicy) {}
}
