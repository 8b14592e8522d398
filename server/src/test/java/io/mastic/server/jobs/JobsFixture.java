package io.mastic.server.jobs;

import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.server.SettableClock;
import io.mastic.server.identity.RoleSessions;
import io.mastic.server.launch.LaunchConfig;
import io.mastic.server.store.Database;
import io.mastic.server.store.TestingDatabase;
import io.mastic.server.tags.Tags;
import java.security.SecureRandom;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** Jobs and runs over a database in memory, with a clock that tests set. */
final class JobsFixture implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::111122223333:role/MasticGlueRole";

    final Database database = TestingDatabase.open();
    final SettableClock clock = new SettableClock();
    final Tags tags = new Tags(database.jdbi());
    final JobRunStore store = database.jdbi().onDemand(JobRunStore.class);
    final DriverSizes sizes;
    final Jobs jobs = new Jobs(database.jdbi(), (call, role) -> ROLE, JobsFixture::refuse, new NoGraphs());
    final RunPlaces places;
    final JobRuns runs;
    final JobOperations jobOperations = new JobOperations(jobs, tags);
    final JobRunOperations runOperations;

    private static void refuse(String accountId, String region, String name) {
        throw JobErrors.invalid("There is no SecurityConfiguration " + name);
    }

    JobsFixture() {
        this(0);
    }

    JobsFixture(int memoryLimit) {
        this(memoryLimit, DriverConfig.CONCURRENT_RUNS);
    }

    JobsFixture(int memoryLimit, int runsOfAccount) {
        this.sizes = new DriverSizes(new DriverConfig(memoryLimit, 32, runsOfAccount, LaunchConfig.standard()));
        this.places = new RunPlaces(runsOfAccount);
        this.runs = new JobRuns(
                database.jdbi(), jobs, places, RoleSessions::requireSessionPolicy, sizes, clock, new SecureRandom());
        this.runOperations = new JobRunOperations(runs);
    }

    Call call() {
        return call("111122223333");
    }

    Call call(String account) {
        var caller = new Caller(account, "arn:aws:iam::" + account + ":root", account, "AKIA1");
        return new Call(caller, "us-east-1", "request", clock.instant(), Map.of());
    }

    void createSpark(String name, Consumer<CreateJobRequest.Builder> more) {
        create(name, "glueetl", more);
    }

    void createShell(String name, Consumer<CreateJobRequest.Builder> more) {
        create(name, "pythonshell", more);
    }

    void create(String name, String command, Consumer<CreateJobRequest.Builder> more) {
        var request = CreateJobRequest.builder()
                .name(name)
                .role("MasticGlueRole")
                .command(c -> c.name(command).scriptLocation("s3://bucket/script.py"));
        more.accept(request);
        jobOperations.createJob(call(), request.build());
    }

    String start(String name) {
        return start(name, request -> {});
    }

    String start(String name, Consumer<StartJobRunRequest.Builder> more) {
        var request = StartJobRunRequest.builder().jobName(name);
        more.accept(request);
        return runOperations.startJobRun(call(), request.build()).jobRunId();
    }

    @Override
    public void close() {
        database.close();
    }
}
