package io.mastic.server.triggers;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.server.SettableClock;
import io.mastic.server.identity.RoleSessions;
import io.mastic.server.jobs.DriverConfig;
import io.mastic.server.jobs.DriverSizes;
import io.mastic.server.jobs.EndedRuns;
import io.mastic.server.jobs.JobOperations;
import io.mastic.server.jobs.JobRunOperations;
import io.mastic.server.jobs.JobRunState;
import io.mastic.server.jobs.JobRuns;
import io.mastic.server.jobs.Jobs;
import io.mastic.server.jobs.NoGraphs;
import io.mastic.server.jobs.RunPlaces;
import io.mastic.server.jobs.TriggeredRuns;
import io.mastic.server.launch.LaunchConfig;
import io.mastic.server.store.Database;
import io.mastic.server.store.TestingDatabase;
import io.mastic.server.tags.Tags;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.glue.model.Condition;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.CreateTriggerRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunsRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;
import software.amazon.awssdk.services.glue.model.StartTriggerRequest;
import software.amazon.awssdk.services.glue.model.WorkflowRun;

/** Triggers and workflows over jobs and a database in memory, with a clock that tests set. */
final class TriggersFixture implements AutoCloseable {
    static final String NIGHT = "cron(0 3 * * ? *)";

    final Database database = TestingDatabase.open();
    final SettableClock clock = new SettableClock();
    final Tags tags = new Tags(database.jdbi());
    final Jobs jobs = new Jobs(
            database.jdbi(),
            (call, role) -> "arn:aws:iam::111122223333:role/MasticGlueRole",
            (accountId, region, name) -> {},
            new NoGraphs());
    final JobRuns jobRuns = new JobRuns(
            database.jdbi(),
            jobs,
            new RunPlaces(50),
            RoleSessions::requireSessionPolicy,
            new DriverSizes(new DriverConfig(0, 32, 50, LaunchConfig.standard())),
            clock,
            new SecureRandom());
    final EndedRuns ends = new EndedRuns(database.jdbi(), jobRuns, clock);
    final TriggeredRuns triggeredRuns = new TriggeredRuns(database.jdbi(), jobRuns, clock);
    final TriggerActions actions = new TriggerActions(triggeredRuns);
    final Triggers triggers;
    final Workflows workflows;
    final WorkflowRuns workflowRuns;
    final TriggerStarts starts;
    final TriggerOperations operations;
    final WorkflowOperations workflowOperations;
    final WorkflowRunOperations workflowRunOperations;
    final JobOperations jobOperations = new JobOperations(jobs, tags);
    final JobRunOperations jobRunOperations = new JobRunOperations(jobRuns);

    TriggersFixture() {
        this(TriggerConfig.standard());
    }

    TriggersFixture(TriggerConfig config) {
        var progress = new WorkflowProgress(actions, clock);
        this.triggers = new Triggers(database.jdbi(), jobs, config, clock);
        this.workflows = new Workflows(database.jdbi(), config);
        this.workflowRuns =
                new WorkflowRuns(database.jdbi(), workflows, progress, triggeredRuns, clock, new SecureRandom());
        this.starts = new TriggerStarts(database.jdbi(), triggers, actions, workflowRuns, clock);
        this.operations = new TriggerOperations(triggers, starts, tags);
        this.workflowOperations = new WorkflowOperations(workflows, workflowRuns, tags);
        this.workflowRunOperations = new WorkflowRunOperations(workflowRuns);
        jobRuns.onEnd(progress);
        jobRuns.onEnd(new ConditionalTriggers(actions));
    }

    /** A server's alarms, which go off when a test says so. */
    ManualScheduler alarms() {
        var time = new com.github.kagkarlsson.scheduler.testhelper.SettableClock() {
            @Override
            public Instant now() {
                return clock.instant();
            }
        };
        return TestHelper.createManualScheduler(database.dataSource(), TriggerAlarms.tasks(starts, workflowRuns))
                .clock(time)
                .build();
    }

    Call call() {
        return call("111122223333");
    }

    Call call(String account) {
        var caller = new Caller(account, "arn:aws:iam::" + account + ":root", account, "AKIA1");
        return new Call(caller, "us-east-1", "request", clock.instant(), Map.of());
    }

    void createJobs(String... names) {
        for (var name : names) {
            createJob(name, job -> {});
        }
    }

    void createJob(String name, Consumer<CreateJobRequest.Builder> more) {
        var request = CreateJobRequest.builder()
                .name(name)
                .role("MasticGlueRole")
                .command(c -> c.name("pythonshell").scriptLocation("s3://bucket/script.py"));
        more.accept(request);
        jobOperations.createJob(call(), request.build());
    }

    String startJob(String name) {
        return jobRunOperations
                .startJobRun(call(), StartJobRunRequest.builder().jobName(name).build())
                .jobRunId();
    }

    void create(String name, String type, String job, Consumer<CreateTriggerRequest.Builder> more) {
        var request = CreateTriggerRequest.builder().name(name).type(type).actions(action -> action.jobName(job));
        more.accept(request);
        operations.createTrigger(call(), request.build());
    }

    /** An activated trigger of several conditions, each written as {@code job STATE}. */
    void createConditional(
            String name,
            String job,
            String logical,
            List<String> conditions,
            Consumer<CreateTriggerRequest.Builder> more) {
        create(name, "CONDITIONAL", job, trigger -> {
            trigger.startOnCreation(true).predicate(p -> p.logical(logical)
                    .conditions(
                            conditions.stream().map(TriggersFixture::condition).toList()));
            more.accept(trigger);
        });
    }

    private static Condition condition(String text) {
        var words = text.split(" ");
        return Condition.builder()
                .logicalOperator("EQUALS")
                .jobName(words[0])
                .state(words[1])
                .build();
    }

    void start(String trigger) {
        operations.startTrigger(
                call(), StartTriggerRequest.builder().name(trigger).build());
    }

    /** The newest first. */
    List<JobRun> runs(String job) {
        return jobRunOperations
                .getJobRuns(call(), GetJobRunsRequest.builder().jobName(job).build())
                .jobRuns();
    }

    JobRun run(String job) {
        return runs(job).get(0);
    }

    /** The run of a job that has not ended. */
    String live(String job) {
        return runs(job).stream()
                .filter(run -> run.completedOn() == null)
                .map(JobRun::id)
                .findFirst()
                .orElseThrow();
    }

    /** Ends the run of a job that has not ended. */
    void end(String job, JobRunState state) {
        ends.end(live(job), state);
    }

    WorkflowRun workflowRun(String workflow, String run) {
        var request = GetWorkflowRunRequest.builder()
                .name(workflow)
                .runId(run)
                .includeGraph(true)
                .build();
        return workflowRunOperations.getWorkflowRun(call(), request).run();
    }

    @Override
    public void close() {
        database.close();
    }
}
