package io.mastic.server.jobs;

import io.mastic.protocol.Call;
import io.mastic.protocol.ServiceException;
import io.mastic.server.http.RunRoute;
import io.mastic.server.jobs.CrashPoints.Crash;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.jobs.ScriptedLauncher.Life;
import io.mastic.server.jobs.ScriptedLauncher.Process;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** A server that dies and comes back, drivers that outlive it, and clients who remember what they were told. */
final class RunWorld {
    static final int RUNS_OF_ACCOUNT = 3;

    final JobsFixture fixture;
    final CrashPoints crashes;
    final ScriptedLauncher launcher;
    final Set<String> acknowledged = new HashSet<>();
    final Set<String> stopped = new HashSet<>();
    /** By run, the epochs whose drivers were given the run. */
    final Map<String, Set<Long>> claims = new HashMap<>();

    private Server server;

    /** All that a server holds in memory. */
    private record Server(JobRunOperations operations, JobRuns runs, DriverRoutes drivers, RunSupervisor supervisor) {}

    RunWorld(JobsFixture fixture, CrashPoints crashes) {
        this.fixture = fixture;
        this.crashes = crashes;
        this.launcher = new ScriptedLauncher(crashes);
        this.server = start();
    }

    private Server start() {
        var jdbi = fixture.database.jdbi();
        var store = jdbi.onDemand(JobRunStore.class);
        var runs = new JobRuns(
                jdbi, fixture.jobs, fixture.places, policy -> {}, fixture.sizes, fixture.clock, new SecureRandom());
        var ends = new RunEnds(store, runs, launcher, List.of(), new AtOnce(), fixture.clock);
        var supervisor = new RunSupervisor(
                store,
                runs,
                new RunQueue(jdbi, fixture.places, fixture.sizes, fixture.clock),
                ends,
                new RunEvents(Path.of("/dev/null"), store, fixture.clock),
                launcher,
                launch -> Map.of("token", launch.token()),
                run -> {},
                fixture.clock);
        return new Server(new JobRunOperations(runs), runs, new DriverRoutes(store, fixture.clock), supervisor);
    }

    /** Runs what it is given in the calling thread, so that a crash meets it as well. */
    private static final class AtOnce extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    /** Something that is asked of the server, which may die of it: then the one who asked hears nothing. */
    private void ask(int crashAfter, Runnable action) {
        crashes.after(crashAfter);
        try {
            action.run();
        } catch (Crash e) {
            server = start();
        } catch (ServiceException e) {
            // Refused, which is an answer too.
        } finally {
            crashes.after(-1);
        }
    }

    List<JobRunRow> rows() {
        return fixture.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select * from job_run order by started, id")
                .registerRowMapper(org.jdbi.v3.core.mapper.reflect.ConstructorMapper.factory(JobRunRow.class))
                .mapTo(JobRunRow.class)
                .list());
    }

    void tick(int crashAfter) {
        ask(crashAfter, () -> server.supervisor().tick());
    }

    void pass(Duration time) {
        fixture.clock.move(time);
    }

    void startRun(String job, boolean flexible, int crashAfter) {
        fixture.clock.move(Duration.ofMillis(1));
        var request = StartJobRunRequest.builder().jobName(job);
        if (flexible) {
            request.executionClass("FLEX");
        }
        Call call = fixture.call();
        ask(
                crashAfter,
                () -> acknowledged.add(
                        server.operations().startJobRun(call, request.build()).jobRunId()));
    }

    void stopRun(int pick, int crashAfter) {
        var live = rows().stream().filter(run -> run.state().isLive()).toList();
        if (!live.isEmpty()) {
            var run = live.get(pick % live.size());
            ask(crashAfter, () -> {
                server.runs().stop(fixture.call(), run.jobName(), run.id());
                stopped.add(run.id());
            });
        }
    }

    private Optional<Process> process(Life life, int pick) {
        var found = new ArrayList<>(launcher.processes);
        found.removeIf(process -> process.life != life);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(pick % found.size()));
    }

    void comeUp(int pick) {
        process(Life.COMING, pick).ifPresent(launcher::comeUp);
    }

    void loseBeforeItsFirstWord(int pick) {
        process(Life.COMING, pick).ifPresent(process -> process.life = Life.LOST);
    }

    void die(int pick, OptionalInt code) {
        process(Life.UP, pick).ifPresent(process -> process.end(code));
    }

    /** A driver that is refused ends; one that hears nothing asks again later. */
    void claim(int pick, int crashAfter) {
        process(Life.UP, pick)
                .ifPresent(process -> ask(crashAfter, () -> {
                    if (sent(process, "POST claim", "{}")) {
                        process.claimed = true;
                        claims.computeIfAbsent(process.runId, id -> new HashSet<>())
                                .add(process.epoch);
                    }
                }));
    }

    void report(int pick, boolean success, int crashAfter) {
        process(Life.UP, pick).filter(process -> process.claimed).ifPresent(process -> {
            if (process.result.isEmpty()) {
                process.result = Optional.of("{\"success\": " + success + ", \"error\": \"as told\"}");
            }
            ask(crashAfter, () -> {
                sent(process, "POST result", process.result.orElseThrow());
                process.end(OptionalInt.of(success ? 0 : 1));
            });
        });
    }

    private boolean sent(Process process, String name, String body) {
        RunRoute route = server.drivers().routes().get(name);
        var claim = server.runs().find(process.token);
        try {
            claim.ifPresent(found -> route.handle(found, "", body.getBytes(StandardCharsets.UTF_8)));
        } catch (ServiceException e) {
            process.end(OptionalInt.of(1));
            return false;
        }
        if (claim.isEmpty()) {
            process.end(OptionalInt.of(1));
        }
        return claim.isPresent();
    }
}
