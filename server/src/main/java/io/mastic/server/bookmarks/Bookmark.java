package io.mastic.server.bookmarks;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a job had read at one point.
 *
 * @param version rises with every commit and reset
 * @param runNumber counts the runs that have committed, since the last reset
 * @param attemptNumber of the run that committed: 0 unless it was a retry
 * @param runId of the run that committed; empty after a reset
 * @param states a JSON object by {@code transformation_ctx}
 */
record Bookmark(
        String jobName,
        int version,
        int runNumber,
        int attemptNumber,
        Optional<String> previousRunId,
        Optional<String> runId,
        Map<String, String> states) {
    Bookmark {
        states = Map.copyOf(new TreeMap<>(states));
    }

    /** The one before a job's first commit. */
    static Bookmark none(String jobName) {
        return new Bookmark(jobName, 0, 0, 0, Optional.empty(), Optional.empty(), Map.of());
    }

    /** After a commit of a run, which may commit more than once. */
    Bookmark committed(String run, int attempt, Map<String, String> newStates) {
        var again = runId.equals(Optional.of(run));
        return new Bookmark(
                jobName,
                version + 1,
                again ? runNumber : runNumber + 1,
                attempt,
                again ? previousRunId : runId,
                Optional.of(run),
                newStates);
    }

    /** Whether this is what a run has made of a version. */
    boolean isCommit(String run, int before, Map<String, String> newStates) {
        return version == before + 1 && runId.equals(Optional.of(run)) && states.equals(newStates);
    }

    /** All forgotten. */
    Bookmark reset() {
        return new Bookmark(jobName, version + 1, 0, 0, runId, Optional.empty(), Map.of());
    }

    /** As it was after an earlier run. */
    Bookmark rewound(Bookmark earlier) {
        return new Bookmark(
                jobName,
                version + 1,
                earlier.runNumber(),
                earlier.attemptNumber(),
                earlier.previousRunId(),
                earlier.runId(),
                earlier.states());
    }
}
