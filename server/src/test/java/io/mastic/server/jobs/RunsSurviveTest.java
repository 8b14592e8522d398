package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.jobs.ScriptedLauncher.Life;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Clients, drivers and the clock do what they like, the server dies between any two statements, and still every run
 * lives as it should.
 */
class RunsSurviveTest {
    private static final CrashPoints CRASHES = new CrashPoints();
    private static final JobsFixture FIXTURE = fixture();
    private static final int MEMORY = 2_100;
    private static final Map<String, Integer> MOST = Map.of("once", 1, "queued", 1, "large", 2);
    private static final Comparator<JobRunRow> ORDER = Comparator.comparing(JobRunRow::flexible)
            .thenComparing(JobRunRow::started)
            .thenComparing(JobRunRow::id);

    private static JobsFixture fixture() {
        var fixture = new JobsFixture(2_100, RunWorld.RUNS_OF_ACCOUNT);
        fixture.database.jdbi().setSqlLogger(CRASHES);
        fixture.createShell("once", job -> job.maxRetries(2).timeout(5));
        fixture.createShell("queued", job -> job.maxRetries(1).timeout(5).jobRunQueuingEnabled(true));
        fixture.createSpark("large", job -> job.workerType("G.1X")
                .numberOfWorkers(2)
                .timeout(5)
                .jobRunQueuingEnabled(true)
                .notificationProperty(n -> n.notifyDelayAfter(1))
                .executionProperty(p -> p.maxConcurrentRuns(2)));
        return fixture;
    }

    @AfterContainer
    static void close() {
        FIXTURE.close();
    }

    enum Act {
        START_ONCE,
        START_QUEUED,
        START_LARGE,
        START_FLEXIBLE,
        STOP,
        TICK,
        TICK_AGAIN,
        COME_UP,
        LOSE,
        CLAIM,
        SUCCEED,
        FAIL,
        DIE,
        DIE_WITH_WRAPPER,
        SECONDS,
        MINUTES
    }

    /** @param crashAfter moments until the server dies; negative for not at all */
    record Step(Act act, int pick, int crashAfter) {
        void on(RunWorld world) {
            switch (act) {
                case START_ONCE -> world.startRun("once", false, crashAfter);
                case START_QUEUED -> world.startRun("queued", false, crashAfter);
                case START_LARGE -> world.startRun("large", false, crashAfter);
                case START_FLEXIBLE -> world.startRun("large", true, crashAfter);
                case STOP -> world.stopRun(pick, crashAfter);
                case TICK, TICK_AGAIN -> world.tick(crashAfter);
                case COME_UP -> world.comeUp(pick);
                case LOSE -> world.loseBeforeItsFirstWord(pick);
                case CLAIM -> world.claim(pick, crashAfter);
                case SUCCEED -> world.report(pick, true, crashAfter);
                case FAIL -> world.report(pick, false, crashAfter);
                case DIE -> world.die(pick, OptionalInt.of(-9));
                case DIE_WITH_WRAPPER -> world.die(pick, OptionalInt.empty());
                case SECONDS -> world.pass(Duration.ofSeconds(16));
                case MINUTES -> world.pass(Duration.ofMinutes(2));
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var crash = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(-1)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 24)));
        var step = Combinators.combine(
                        Arbitraries.of(Act.class), Arbitraries.integers().between(0, 5), crash)
                .as(Step::new);
        return step.list().ofMinSize(10).ofMaxSize(90);
    }

    @Property(tries = 120)
    void noRunIsLostOrStartedTwiceAndEveryRuleHolds(@ForAll("steps") List<Step> steps) {
        FIXTURE.database.jdbi().useHandle(handle -> handle.execute("delete from job_run"));
        var world = new RunWorld(FIXTURE, CRASHES);
        Map<String, JobRunRow> before = Map.of();
        for (var step : steps) {
            step.on(world);
            before = checked(world, before);
        }
        for (int round = 0; round < 400 && isAnyLive(before); round++) {
            world.pass(Duration.ofSeconds(20));
            world.tick(-1);
            before = checked(world, before);
        }
        assertThat(before.values())
                .as("every run ends in time, whatever its driver does")
                .noneMatch(run -> run.state().isLive());
        for (var run : world.stopped) {
            assertThat(before.get(run).state()).as("a stop that was answered").isEqualTo(JobRunState.STOPPED);
        }
    }

    private static boolean isAnyLive(Map<String, JobRunRow> runs) {
        return runs.values().stream().anyMatch(run -> run.state().isLive());
    }

    private Map<String, JobRunRow> checked(RunWorld world, Map<String, JobRunRow> before) {
        var now = world.rows().stream().collect(Collectors.toMap(JobRunRow::id, Function.identity()));
        assertThat(now.keySet())
                .as("no run is lost")
                .containsAll(world.acknowledged)
                .containsAll(before.keySet());
        before.values().forEach(run -> checkChange(run, now.get(run.id())));
        checkLimits(now);
        checkOrder(before, now);
        now.values().forEach(run -> checkRetries(run, now));
        world.claims.forEach((run, epochs) ->
                assertThat(epochs).as("%s is given to one driver", run).hasSize(1));
        world.launcher.processes.stream()
                .filter(process -> process.life == Life.UP && process.claimed)
                .forEach(process -> assertThat(now.get(process.runId).state().isLive())
                        .as("no driver of %s goes on though its run is over", process.runId)
                        .isTrue());
        return now;
    }

    private static void checkChange(JobRunRow before, JobRunRow now) {
        if (before.state().isLive()) {
            assertThat(reachable(before.state())).contains(now.state());
            assertThat(now.epoch()).isBetween(before.epoch(), before.epoch() + 1);
        } else {
            assertThat(now).as("what is over is over").isEqualTo(before);
        }
    }

    private static Set<JobRunState> reachable(JobRunState from) {
        var found = EnumSet.of(from);
        for (var grown = false; !grown; ) {
            var next = EnumSet.copyOf(found);
            for (var to : JobRunState.values()) {
                if (found.stream().anyMatch(state -> state.mayBecome(to))) {
                    next.add(to);
                }
            }
            grown = next.equals(found);
            found = next;
        }
        return found;
    }

    private static boolean isUnderWay(JobRunRow run) {
        return run.state().isLive() && run.launched().isPresent();
    }

    private static void checkLimits(Map<String, JobRunRow> now) {
        var underWay = now.values().stream().filter(RunsSurviveTest::isUnderWay).toList();
        assertThat(underWay).as("the account's limit").hasSizeLessThanOrEqualTo(RunWorld.RUNS_OF_ACCOUNT);
        var ofJobs = new HashMap<String, Integer>();
        underWay.forEach(run -> ofJobs.merge(run.jobName(), 1, Integer::sum));
        ofJobs.forEach((job, count) -> assertThat(count).as("runs of %s", job).isLessThanOrEqualTo(MOST.get(job)));
        int memory = underWay.stream().mapToInt(JobRunRow::memoryMebibytes).sum();
        assertThat(underWay.size() <= 1 || memory <= MEMORY)
                .as("memory: %s", memory)
                .isTrue();
    }

    private static void checkOrder(Map<String, JobRunRow> before, Map<String, JobRunRow> now) {
        var started = now.values().stream()
                .filter(run -> isUnderWay(run)
                        && before.containsKey(run.id())
                        && before.get(run.id()).launched().isEmpty())
                .toList();
        var waiting = now.values().stream()
                .filter(run -> run.state().isLive() && run.launched().isEmpty())
                .filter(run -> before.containsKey(run.id())
                        && before.get(run.id()).launched().isEmpty())
                .toList();
        for (var first : started) {
            assertThat(waiting)
                    .as("%s did not pass one of its job", first.id())
                    .noneMatch(run -> run.jobName().equals(first.jobName()) && ORDER.compare(run, first) < 0);
        }
    }

    private static void checkRetries(JobRunRow run, Map<String, JobRunRow> now) {
        int attempt = JobConverter.attempt(run);
        assertThat(attempt).isLessThanOrEqualTo(run.maxRetries());
        var first = run.id().replaceFirst("_attempt_\\d+$", "");
        if (attempt > 0) {
            var previous = now.get(attempt == 1 ? first : first + "_attempt_" + (attempt - 1));
            assertThat(previous.state()).as("only a failure is tried again").isEqualTo(JobRunState.FAILED);
        }
        if (run.state() == JobRunState.FAILED && attempt < run.maxRetries()) {
            assertThat(now).as("a failure is tried again").containsKey(first + "_attempt_" + (attempt + 1));
        }
    }
}
