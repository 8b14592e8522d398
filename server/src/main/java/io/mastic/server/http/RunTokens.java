package io.mastic.server.http;

import java.util.Optional;

/** Finds the live run behind a run token; implemented by jobs. */
public interface RunTokens {
    Optional<RunClaim> find(String token);

    /**
     * A run that holds a valid token.
     *
     * @param epoch counts the claims of the run; a commit of an older epoch is refused
     * @param roleArn the role that the run acts with
     */
    record RunClaim(String accountId, String region, String runId, long epoch, String roleArn) {}
}
