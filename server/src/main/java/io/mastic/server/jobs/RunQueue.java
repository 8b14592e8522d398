package io.mastic.server.jobs;

import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.jobs.RunPlaces.Full;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/**
 * Which of the waiting runs may start: those whose job and account have a place, as memory allows, in the order of their
 * starts; flexible runs come after all others. Used by one thread.
 */
public final class RunQueue {
    private static final Comparator<JobRunRow> ORDER = Comparator.comparing(JobRunRow::flexible)
            .thenComparing(JobRunRow::started)
            .thenComparing(JobRunRow::id);

    private final JobRunStore store;
    private final JobStore jobs;
    private final RunPlaces places;
    private final DriverSizes sizes;
    private final Clock clock;

    public RunQueue(Jdbi jdbi, RunPlaces places, DriverSizes sizes, Clock clock) {
        this.store = jdbi.onDemand(JobRunStore.class);
        this.jobs = jdbi.onDemand(JobStore.class);
        this.places = places;
        this.sizes = sizes;
        this.clock = clock;
    }

    /** @param starts starts a run; false if it did not start after all */
    void admit(List<JobRunRow> launched, List<JobRunRow> waiting, Predicate<JobRunRow> starts) {
        var turn = new Turn(launched);
        waiting.stream().sorted(ORDER).forEach(run -> {
            var reason = turn.reasonToWait(run);
            if (reason.isPresent()) {
                explain(run, reason.orElseThrow());
            } else if (starts.test(run)) {
                turn.add(run);
            }
        });
    }

    private void explain(JobRunRow run, String reason) {
        if (run.state() != JobRunState.WAITING || !run.stateDetail().equals(Optional.of(reason))) {
            store.explain(run.id(), reason, clock.millis());
        }
    }

    private record JobName(String accountId, String region, String name) {
        static JobName of(JobRunRow run) {
            return new JobName(run.accountId(), run.region(), run.jobName());
        }

        static JobName anyOf(JobRunRow run) {
            return new JobName(run.accountId(), run.region(), "");
        }
    }

    /** What is taken, while the queue is gone through once. */
    private final class Turn {
        private final Map<JobName, Integer> taken = new HashMap<>();
        private final Map<JobName, Integer> most = new HashMap<>();
        private int memory;
        /** The first that lacks memory keeps its turn: else smaller ones would pass it for ever. */
        private Optional<String> ahead = Optional.empty();

        Turn(List<JobRunRow> launched) {
            launched.forEach(this::add);
        }

        void add(JobRunRow run) {
            memory += run.memoryMebibytes();
            taken.merge(JobName.of(run), 1, Integer::sum);
            taken.merge(JobName.anyOf(run), 1, Integer::sum);
        }

        Optional<String> reasonToWait(JobRunRow run) {
            return withoutPlace(run).map(Full::detail).or(() -> withoutMemory(run));
        }

        private Optional<Full> withoutPlace(JobRunRow run) {
            int mostOfJob = most.computeIfAbsent(JobName.of(run), RunQueue.this::mostOf);
            if (taken.getOrDefault(JobName.of(run), 0) >= mostOfJob) {
                return Optional.of(Full.ofJob(run.jobName(), mostOfJob));
            }
            return taken.getOrDefault(JobName.anyOf(run), 0) >= places.mostOfAccount()
                    ? Optional.of(Full.ofAccount(places.mostOfAccount()))
                    : Optional.empty();
        }

        private Optional<String> withoutMemory(JobRunRow run) {
            if (ahead.isPresent()) {
                return ahead.map(first -> "Waits behind the run " + first + ", which waits for memory");
            }
            if (sizes.fits(memory, run.memoryMebibytes())) {
                return Optional.empty();
            }
            ahead = Optional.of(run.id());
            return Optional.of("Waits for memory: it needs " + run.memoryMebibytes() + " MiB, and running jobs hold "
                    + memory + " of the " + sizes.limitMebibytes() + " MiB that drivers may take together");
        }
    }

    /** As the job is now, so that a raised limit lets waiting runs go; a deleted job has none. */
    private int mostOf(JobName job) {
        return jobs.find(job.accountId(), job.region(), job.name())
                .map(row -> JobConverter.mostRuns(row.doc()))
                .orElse(Integer.MAX_VALUE);
    }
}
