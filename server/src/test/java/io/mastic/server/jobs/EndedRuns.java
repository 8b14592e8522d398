package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Ends runs in the supervisor's place, for tests of features that wait for it. */
public final class EndedRuns {
    private final JobRunStore store;
    private final JobRuns runs;
    private final Clock clock;

    public EndedRuns(Jdbi jdbi, JobRuns runs, Clock clock) {
        this.store = jdbi.onDemand(JobRunStore.class);
        this.runs = runs;
        this.clock = clock;
    }

    /** Puts a run to work, as its driver's claim does. */
    public void claim(String runId) {
        assertThat(store.launch(runId, JobRuns.hash(runId), clock.millis())).isEqualTo(1);
        assertThat(store.change(runId, JobRunState.STARTING, JobRunState.RUNNING, Optional.empty(), clock.millis()))
                .isEqualTo(1);
    }

    public void end(String runId, JobRunState state) {
        if (store.find(runId).orElseThrow().state() == JobRunState.STARTING) {
            claim(runId);
        }
        assertThat(runs.end(store.find(runId).orElseThrow(), state, Optional.empty()))
                .isTrue();
    }
}
