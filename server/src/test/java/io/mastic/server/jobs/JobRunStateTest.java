package io.mastic.server.jobs;

import static io.mastic.server.jobs.JobRunState.ERROR;
import static io.mastic.server.jobs.JobRunState.FAILED;
import static io.mastic.server.jobs.JobRunState.RUNNING;
import static io.mastic.server.jobs.JobRunState.STARTING;
import static io.mastic.server.jobs.JobRunState.STOPPED;
import static io.mastic.server.jobs.JobRunState.STOPPING;
import static io.mastic.server.jobs.JobRunState.SUCCEEDED;
import static io.mastic.server.jobs.JobRunState.TIMEOUT;
import static io.mastic.server.jobs.JobRunState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of states. The names are those of https://docs.aws.amazon.com/glue/latest/dg/job-run-statuses.html. */
class JobRunStateTest {
    private static final Map<JobRunState, Set<JobRunState>> ALLOWED = Map.of(
            WAITING, Set.of(STARTING, STOPPED, FAILED),
            STARTING, Set.of(WAITING, RUNNING, STOPPING, STOPPED, FAILED, TIMEOUT, ERROR),
            RUNNING, Set.of(STOPPING, SUCCEEDED, FAILED, TIMEOUT),
            STOPPING, Set.of(STOPPED, FAILED),
            STOPPED, Set.of(),
            SUCCEEDED, Set.of(),
            FAILED, Set.of(),
            TIMEOUT, Set.of(),
            ERROR, Set.of());

    static Stream<JobRunState[]> pairs() {
        return Arrays.stream(JobRunState.values())
                .flatMap(from -> Arrays.stream(JobRunState.values()).map(to -> new JobRunState[] {from, to}));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aRunChangesOnlyAsAllowed(JobRunState from, JobRunState to) {
        assertThat(from.mayBecome(to)).isEqualTo(ALLOWED.get(from).contains(to));
        if (ALLOWED.get(from).contains(to)) {
            assertThat(from.requireNext(to)).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> from.requireNext(to)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunLivesWhileItMayStillChange(JobRunState state) {
        assertThat(state.isLive()).isEqualTo(!ALLOWED.get(state).isEmpty());
        assertThat(JobRunState.live().contains(state.name())).isEqualTo(state.isLive());
    }

    @ParameterizedTest
    @EnumSource
    void theNamesAreThoseOfTheWire(JobRunState state) {
        assertThat(software.amazon.awssdk.services.glue.model.JobRunState.fromValue(state.name()))
                .isNotEqualTo(software.amazon.awssdk.services.glue.model.JobRunState.UNKNOWN_TO_SDK_VERSION);
    }
}
