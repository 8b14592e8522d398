package io.mastic.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.Call;
import io.mastic.server.http.RunTokens;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.jobs.RunEnded.EndedRun;
import io.mastic.server.jobs.RunStarts.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** Runs, as clients start, see and stop them. What happens to them meanwhile is the supervisor's. */
public final class JobRuns implements RunTokens {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Jdbi jdbi;
    private final JobRunStore store;
    private final Jobs jobs;
    private final Clock clock;
    private final RunStarts starts;
    private final List<RunEnded> listeners = new CopyOnWriteArrayList<>();

    /** @param sessionPolicies throws if a text is no policy */
    public JobRuns(
            Jdbi jdbi,
            Jobs jobs,
            RunPlaces places,
            Consumer<String> sessionPolicies,
            DriverSizes sizes,
            Clock clock,
            SecureRandom random) {
        this.jdbi = jdbi;
        this.store = jdbi.onDemand(JobRunStore.class);
        this.jobs = jobs;
        this.clock = clock;
        this.starts = new RunStarts(jobs, places, sessionPolicies, sizes, clock, random);
    }

    /** Adds a listener; called before the server serves. */
    public void onEnd(RunEnded listener) {
        listeners.add(listener);
    }

    /** Durable when it returns; the supervisor starts it. */
    String start(Call call, StartJobRunRequest request) {
        var origin = Origin.caller(call.accountId(), call.region());
        return jdbi.inTransaction(handle -> starts.start(handle, origin, request));
    }

    /**
     * Starts a run for a trigger, in a transaction of its own.
     *
     * @return the run's id
     * @throws io.mastic.protocol.ServiceException as StartJobRun answers it
     */
    public String startTriggered(TriggeredRun run) {
        return jdbi.inTransaction(handle -> startTriggered(handle, run));
    }

    /** The same within the caller's transaction: the run starts once that is committed. */
    public String startTriggered(Handle handle, TriggeredRun run) {
        return starts.start(handle, Origin.trigger(run), RunStarts.request(run));
    }

    RunStarts starts() {
        return starts;
    }

    static Map<String, String> arguments(JobRunRow run) {
        try {
            return MAPPER.readValue(run.mergedArguments(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Gives a run its last state, starts a run that failed once more and tells the listeners: all of it or nothing.
     *
     * @return whether the run was in the state that was seen
     */
    boolean end(JobRunRow run, JobRunState next, Optional<String> error) {
        return jdbi.inTransaction(handle -> {
            var transaction = handle.attach(JobRunStore.class);
            var ended = transaction.end(run.id(), run.state(), next, error, clock.millis()) == 1;
            if (ended) {
                tell(handle, run, next, retried(transaction, run, next));
            }
            return ended;
        });
    }

    private Optional<String> retried(JobRunStore transaction, JobRunRow run, JobRunState end) {
        int attempt = JobConverter.attempt(run) + 1;
        if (end != JobRunState.FAILED || attempt > run.maxRetries()) {
            return Optional.empty();
        }
        var id = run.id().replaceFirst("_attempt_\\d+$", "") + "_attempt_" + attempt;
        transaction.insert(run.again(id, JobConverter.retryDoc(run, attempt), starts.randomHex(), clock.millis()));
        return Optional.of(id);
    }

    private void tell(Handle handle, JobRunRow run, JobRunState end, Optional<String> retriedAs) {
        var ended = new EndedRun(
                run.accountId(),
                run.region(),
                run.jobName(),
                run.id(),
                end,
                run.triggerName(),
                run.workflowRunId(),
                retriedAs,
                clock.millis());
        listeners.forEach(listener -> listener.ended(handle, ended));
    }

    JobRun get(Call call, String job, String runId) {
        return JobConverter.toJobRun(row(call, job, runId), clock.instant());
    }

    /** A run as who looks at its Spark UI needs it. */
    public record ViewedRun(String id, String accountId, String region, String jobName, boolean live) {}

    public Optional<ViewedRun> viewed(String runId) {
        return store.find(runId)
                .map(run -> new ViewedRun(
                        run.id(),
                        run.accountId(),
                        run.region(),
                        run.jobName(),
                        run.state().isLive()));
    }

    private JobRunRow row(Call call, String job, String runId) {
        return store.find(runId)
                .filter(run -> isOf(run, call, job))
                .orElseThrow(() -> JobErrors.runNotFound(job, runId));
    }

    private static boolean isOf(JobRunRow run, Call call, String job) {
        return run.accountId().equals(call.accountId())
                && run.region().equals(call.region())
                && run.jobName().equals(job);
    }

    /** The newest first, after a run or from the first; of a deleted job as well, while it has runs. */
    List<JobRun> list(Call call, String job, Optional<String> after, int limit) {
        var last = after.map(
                id -> store.find(id).filter(run -> isOf(run, call, job)).orElseThrow(JobErrors::invalidToken));
        var found = store.list(
                call.accountId(),
                call.region(),
                job,
                last.map(JobRunRow::started).orElse(Long.MAX_VALUE),
                last.map(JobRunRow::id).orElse(""),
                limit);
        if (found.isEmpty()) {
            jobs.get(call, job);
        }
        return found.stream()
                .map(run -> JobConverter.toJobRun(run, clock.instant()))
                .toList();
    }

    /** Ends a live run; the supervisor sees to its process. */
    void stop(Call call, String job, String runId) {
        var stopped = false;
        while (!stopped) {
            // Read anew when the run changed meanwhile: a stop that was answered must not get lost.
            var run = row(call, job, runId);
            if (!run.state().isLive()) {
                throw JobErrors.notLive(runId, run.state());
            }
            stopped = run.state() == JobRunState.STOPPING || stopped(run);
        }
    }

    /** @return whether the run was in the state that was seen */
    boolean stopped(JobRunRow run) {
        var now = clock.millis();
        return run.launched().isEmpty()
                ? stoppedUnlaunched(run, now)
                : store.change(run.id(), run.state(), JobRunState.STOPPING, Optional.empty(), now) == 1;
    }

    private boolean stoppedUnlaunched(JobRunRow run, long now) {
        return jdbi.inTransaction(handle -> {
            var stopped = handle.attach(JobRunStore.class).stopUnlaunched(run.id(), run.state(), now) == 1;
            if (stopped) {
                tell(handle, run, JobRunState.STOPPED, Optional.empty());
            }
            return stopped;
        });
    }

    @Override
    public Optional<RunClaim> find(String token) {
        return store.findByToken(hash(token))
                .filter(run -> run.state().isLive())
                .map(JobRuns::claim);
    }

    static RunClaim claim(JobRunRow run) {
        return new RunClaim(run.accountId(), run.region(), run.id(), run.epoch(), run.roleArn(), run.sessionPolicy());
    }

    /** A new token, of which the store keeps the hash alone. */
    String newToken() {
        return starts.randomHex();
    }

    static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
