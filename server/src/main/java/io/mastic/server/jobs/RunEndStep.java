package io.mastic.server.jobs;

import io.mastic.server.http.RunTokens.RunClaim;

/** Something that must be done between the end of a run's process and its final state. */
@FunctionalInterface
public interface RunEndStep {
    /** @throws RuntimeException if it failed: then the run fails with the message */
    void beforeEnd(RunClaim claim);
}
