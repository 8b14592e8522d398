package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.store.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.glue.model.BatchGetJobsRequest;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.ExecutionClass;
import software.amazon.awssdk.services.glue.model.GetJobRequest;
import software.amazon.awssdk.services.glue.model.GetJobsRequest;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobUpdate;
import software.amazon.awssdk.services.glue.model.ListJobsRequest;
import software.amazon.awssdk.services.glue.model.UpdateJobRequest;

/** Facts are those of https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html unless named. */
@EachDatabase
class JobsTest {
    private final JobsFixture fixture = new JobsFixture();
    private final JobOperations operations = fixture.jobOperations;

    @AfterEach
    void close() {
        fixture.close();
    }

    private Job get(String name) {
        return operations
                .getJob(fixture.call(), GetJobRequest.builder().jobName(name).build())
                .response()
                .job();
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void aSparkJobIsCompletedWithTheDefaults() {
        fixture.createSpark("etl", job -> {});
        var job = get("etl");
        assertThat(job.role()).isEqualTo(JobsFixture.ROLE);
        assertThat(job.glueVersion()).isEqualTo("5.1");
        assertThat(job.command().pythonVersion()).isEqualTo("3");
        assertThat(job.workerTypeAsString()).isEqualTo("G.1X");
        assertThat(job.numberOfWorkers()).isEqualTo(10);
        assertThat(job.maxCapacity()).isEqualTo(10.0);
        assertThat(job.allocatedCapacity()).isEqualTo(10);
        assertThat(job.maxRetries()).isZero();
        assertThat(job.timeout()).isEqualTo(480);
        assertThat(job.executionProperty().maxConcurrentRuns()).isEqualTo(1);
        assertThat(job.executionClass()).isEqualTo(ExecutionClass.STANDARD);
        assertThat(job.jobModeAsString()).isEqualTo("SCRIPT");
        assertThat(job.createdOn()).isEqualTo(fixture.clock.instant()).isEqualTo(job.lastModifiedOn());
    }

    @Test
    void aShellJobHasASixteenthOfAUnit() {
        fixture.createShell("shell", job -> {});
        var job = get("shell");
        assertThat(job.maxCapacity()).isEqualTo(0.0625);
        assertThat(job.allocatedCapacity()).isZero();
        assertThat(job.workerType()).isNull();
        assertThat(job.timeout()).isEqualTo(2880);
    }

    @ParameterizedTest
    @CsvSource({"3.0,2880", "4.0,2880", "5.0,480", "5.1,480"})
    void theTimeoutsDefaultFollowsTheVersion(String version, int minutes) {
        fixture.createSpark("etl", job -> job.glueVersion(version));
        assertThat(get("etl").timeout()).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({"G.025X,4,1", "G.2X,3,6", "G.4X,2,8", "G.8X,1,8", "G.12X,2,24", "R.8X,2,16"})
    void workersSayWhatTheyCost(String type, int workers, double units) {
        fixture.createSpark("etl", job -> job.workerType(type).numberOfWorkers(workers));
        assertThat(get("etl").maxCapacity()).isEqualTo(units);
    }

    @Test
    void unitsOfTheOldWaysAreWorkers() {
        fixture.createSpark("new", job -> job.maxCapacity(4.0));
        fixture.createSpark("old", job -> job.allocatedCapacity(4));
        assertThat(get("new").numberOfWorkers()).isEqualTo(4);
        assertThat(get("old").numberOfWorkers()).isEqualTo(4);
        assertThat(get("old").maxCapacity()).isEqualTo(4.0);
    }

    static Stream<Arguments> whatDoesNotWork() {
        return Stream.of(
                refused(job -> job.command(c -> c.name("gluestreaming")), "Streaming"),
                refused(job -> job.command(c -> c.name("glueray")), "Ray"),
                refused(job -> job.command(c -> c.name("glueetl").runtime("Ray2.4")), "Ray"),
                refused(job -> job.command(c -> c.name("spark")), "'spark'"),
                refused(job -> job.command(c -> c.scriptLocation("s3://b/s.py")), "Command.Name is required"),
                refused(job -> job.command(c -> c.name("glueetl").pythonVersion("2")), "Python 2"),
                refused(job -> job.glueVersion("2.0"), "GlueVersion 2.0"),
                refused(job -> job.glueVersion("6.0"), "GlueVersion 6.0"),
                refused(job -> job.connections(c -> c.connections("db")), "Connections"),
                refused(job -> job.securityConfiguration("sse"), "SecurityConfiguration"),
                refused(job -> job.notificationProperty(n -> n.notifyDelayAfter(0)), "NotifyDelayAfter is 0"),
                refused(job -> job.maintenanceWindow("Sun:10"), "MaintenanceWindow"),
                refused(job -> job.defaultArguments(Map.of("--job-language", "scala")), "Scala"),
                refused(job -> job.nonOverridableArguments(Map.of("--job-language", "scala")), "Scala"),
                refused(job -> job.defaultArguments(Map.of("--datalake-formats", "iceberg")), "iceberg"),
                refused(job -> job.workerType("Z.2X").numberOfWorkers(2), "Z.2X"),
                refused(job -> job.workerType("G.1X").maxCapacity(2.0), "Max Capacity"),
                refused(job -> job.numberOfWorkers(2).allocatedCapacity(2), "Max Capacity"),
                refused(job -> job.maxCapacity(2.0).allocatedCapacity(2), "Allocated Capacity or Max Capacity"),
                refused(job -> job.workerType("G.1X").numberOfWorkers(0), "NumberOfWorkers"),
                refused(job -> job.workerType("G.1X").numberOfWorkers(Integer.MAX_VALUE), "NumberOfWorkers"),
                refused(job -> job.maxCapacity(0.5), "MaxCapacity"),
                refused(job -> job.maxRetries(11), "MaxRetries is 11; it is from 0 to 10"),
                refused(job -> job.timeout(0), "Timeout is 0; it is from 1 to 10080"),
                refused(job -> job.executionProperty(p -> p.maxConcurrentRuns(0)), "MaxConcurrentRuns"),
                refused(job -> job.executionClass("FLEX").workerType("G.4X").numberOfWorkers(2), "FLEX"),
                refused(job -> job.command(c -> c.name("pythonshell")).executionClass("FLEX"), "FLEX"),
                refused(job -> job.command(c -> c.name("pythonshell")).maxCapacity(2.0), "0.0625 or 1"),
                refused(job -> job.command(c -> c.name("pythonshell")).workerType("G.1X"), "no workers"));
    }

    private static Arguments refused(Consumer<CreateJobRequest.Builder> job, String reason) {
        return Arguments.of(job, reason);
    }

    @ParameterizedTest
    @MethodSource("whatDoesNotWork")
    void whatDoesNotWorkIsRefusedWithTheReason(Consumer<CreateJobRequest.Builder> job, String reason) {
        assertRefused(() -> fixture.createSpark("job", job), "InvalidInputException")
                .hasMessageContaining(reason);
        assertRefused(() -> get("job"), "EntityNotFoundException");
    }

    @Test
    void emptyFormsOfWhatDoesNotWorkAreNothing() {
        fixture.createSpark("job", job -> job.connections(c -> c.connections(List.of()))
                .notificationProperty(n -> {})
                .jobRunQueuingEnabled(false)
                .executionProperty(p -> {})
                .defaultArguments(Map.of("--job-bookmark-option", "job-bookmark-disable")));
        assertThat(get("job").executionProperty().maxConcurrentRuns()).isEqualTo(1);
    }

    @Test
    void theSameDefinitionAgainIsASuccessAndAnotherIsNot() {
        fixture.createSpark("job", job -> job.description("one"));
        fixture.clock.move(Duration.ofHours(1));
        fixture.createSpark("job", job -> job.description("one"));
        assertThat(get("job").createdOn()).isBefore(fixture.clock.instant());
        assertRefused(
                        () -> fixture.createSpark("job", job -> job.description("two")),
                        "IdempotentParameterMismatchException")
                .hasMessageContaining("Job with name: job already submitted with different configuration.");
        assertThat(get("job").description()).isEqualTo("one");
    }

    @Test
    void anUpdateReplacesTheDefinition() {
        fixture.createSpark("job", job -> job.description("one")
                .maxRetries(3)
                .defaultArguments(Map.of("--a", "1"))
                .timeout(7));
        fixture.clock.move(Duration.ofHours(1));
        operations.updateJob(
                fixture.call(),
                UpdateJobRequest.builder()
                        .jobName("job")
                        .jobUpdate(JobUpdate.builder()
                                .role("MasticGlueRole")
                                .command(c -> c.name("glueetl").scriptLocation("s3://b/new.py"))
                                .build())
                        .build());
        var job = get("job");
        assertThat(job.command().scriptLocation()).isEqualTo("s3://b/new.py");
        assertThat(job.description()).isNull();
        assertThat(job.maxRetries()).isZero();
        assertThat(job.hasDefaultArguments()).isFalse();
        assertThat(job.timeout()).isEqualTo(480);
        assertThat(Duration.between(job.createdOn(), job.lastModifiedOn())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void anUpdateOfAnUnknownJobIsRefused() {
        var request = UpdateJobRequest.builder()
                .jobName("none")
                .jobUpdate(u -> u.command(c -> c.name("glueetl")))
                .build();
        assertRefused(() -> operations.updateJob(fixture.call(), request), "EntityNotFoundException");
    }

    @Test
    void theDeletionOfAnUnknownJobSucceeds() {
        fixture.createSpark("job", job -> {});
        for (var i = 0; i < 2; i++) {
            var answer = operations.deleteJob(
                    fixture.call(), DeleteJobRequest.builder().jobName("job").build());
            assertThat(answer.jobName()).isEqualTo("job");
        }
        assertRefused(() -> get("job"), "EntityNotFoundException").hasMessageContaining("job");
    }

    @Test
    void aDeletedJobsTagsDoNotComeBack() {
        fixture.createSpark("job", job -> job.tags(Map.of("team", "a")));
        operations.deleteJob(
                fixture.call(), DeleteJobRequest.builder().jobName("job").build());
        fixture.createSpark("job", job -> {});
        assertThat(fixture.tags.get("arn:aws:glue:us-east-1:111122223333:job/job"))
                .isEmpty();
    }

    @Test
    void aBatchNamesTheJobsThatAreMissing() {
        fixture.createSpark("a", job -> {});
        var answer = operations
                .batchGetJobs(
                        fixture.call(),
                        BatchGetJobsRequest.builder().jobNames("b", "a", "c").build())
                .response();
        assertThat(answer.jobs()).extracting(Job::name).containsExactly("a");
        assertThat(answer.jobsNotFound()).containsExactly("b", "c");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "7", "8"})
    void pagesMeetEveryJobOnce(int size) {
        IntStream.range(0, 7).forEach(i -> fixture.createSpark("job" + i, job -> {}));
        var byGetJobs = new ArrayList<String>();
        String token = null;
        do {
            var page = operations
                    .getJobs(
                            fixture.call(),
                            GetJobsRequest.builder()
                                    .maxResults(size)
                                    .nextToken(token)
                                    .build())
                    .response();
            page.jobs().forEach(job -> byGetJobs.add(job.name()));
            token = page.nextToken();
        } while (token != null);
        assertThat(byGetJobs)
                .containsExactlyElementsOf(
                        IntStream.range(0, 7).mapToObj(i -> "job" + i).toList());
        assertThat(listed(size, Map.of())).isEqualTo(byGetJobs);
    }

    private List<String> listed(int size, Map<String, String> tags) {
        var found = new ArrayList<String>();
        String token = null;
        do {
            var request = ListJobsRequest.builder().maxResults(size).nextToken(token);
            var page = operations.listJobs(
                    fixture.call(),
                    tags.isEmpty() ? request.build() : request.tags(tags).build());
            found.addAll(page.jobNames());
            token = page.nextToken();
        } while (token != null);
        return found;
    }

    @Test
    void jobsAreListedByTheirTags() {
        fixture.createSpark("a", job -> job.tags(Map.of("team", "x", "stage", "prod")));
        fixture.createSpark("b", job -> job.tags(Map.of("team", "x")));
        fixture.createSpark("c", job -> job.tags(Map.of("team", "y")));
        assertThat(listed(1, Map.of("team", "x"))).containsExactly("a", "b");
        assertThat(listed(1, Map.of("team", "x", "stage", "prod"))).containsExactly("a");
        assertThat(listed(1, Map.of("team", "z"))).isEmpty();
    }

    @Test
    void anotherAccountSeesNothing() {
        fixture.createSpark("job", job -> {});
        var other = fixture.call("444455556666");
        assertThat(operations
                        .getJobs(other, GetJobsRequest.builder().build())
                        .response()
                        .jobs())
                .isEmpty();
        operations.deleteJob(other, DeleteJobRequest.builder().jobName("job").build());
        assertThat(get("job").name()).isEqualTo("job");
    }
}
