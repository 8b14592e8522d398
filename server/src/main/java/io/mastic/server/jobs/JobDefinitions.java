package io.mastic.server.jobs;

import io.mastic.protocol.JsonCodec;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.ExecutionProperty;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** What a definition means where it is silent, and what a run changes of it. */
final class JobDefinitions {
    static final String SPARK = "glueetl";
    static final String SHELL = "pythonshell";
    private static final Set<String> VERSIONS = Set.of("3.0", "4.0", "5.0", "5.1");
    private static final String DEFAULT_VERSION = "5.1";
    private static final int DEFAULT_WORKERS = 10;
    private static final int MOST_WORKERS = 10_000;
    private static final double SMALL_SHELL = 0.0625;

    private JobDefinitions() {}

    /** A definition completed with AWS's defaults. Its graph is kept as raw JSON beside it, not in it. */
    static Job completed(
            String name, SdkPojo given, String roleArn, Instant created, Instant modified, boolean visual) {
        var job = JsonCodec.read(JsonCodec.write(given), Job.class).toBuilder()
                .codeGenConfigurationNodes(null)
                .build();
        JobLimits.require(job);
        var spark = job.command().name().equals(SPARK);
        var version = Optional.ofNullable(version(job, spark));
        var python = Optional.ofNullable(job.command().pythonVersion()).orElse("3");
        var completed = job.toBuilder()
                .name(name)
                .role(roleArn)
                .command(job.command().toBuilder().pythonVersion(python).build())
                .createdOn(created)
                .lastModifiedOn(modified)
                .maxRetries(Optional.ofNullable(job.maxRetries()).orElse(0))
                .executionProperty(Optional.ofNullable(job.executionProperty())
                        .filter(property -> property.maxConcurrentRuns() != null)
                        .orElse(ExecutionProperty.builder().maxConcurrentRuns(1).build()))
                .jobMode(Optional.ofNullable(job.jobModeAsString()).orElse(visual ? "VISUAL" : "SCRIPT"))
                .glueVersion(version.orElse(null))
                .timeout(Optional.ofNullable(job.timeout())
                        .orElse(version.orElse("").startsWith("5") ? 480 : 2880));
        if (spark) {
            completed.executionClass(
                    Optional.ofNullable(job.executionClassAsString()).orElse("STANDARD"));
        }
        return capacity(completed.build(), spark);
    }

    private static @Nullable String version(Job job, boolean spark) {
        if (!spark) {
            return job.glueVersion();
        }
        var version = Optional.ofNullable(job.glueVersion()).orElse(DEFAULT_VERSION);
        if (!VERSIONS.contains(version)) {
            throw JobErrors.invalid("GlueVersion " + version + " is not supported. Use one of "
                    + VERSIONS.stream().sorted().toList() + ": they all run on the one runtime there is");
        }
        return version;
    }

    /** The job with what a run's request overrides. */
    static Job overridden(Job job, StartJobRunRequest request) {
        var spark = job.command().name().equals(SPARK);
        var changed = job.toBuilder()
                .timeout(or(request.timeout(), job.timeout()))
                .notificationProperty(or(request.notificationProperty(), job.notificationProperty()))
                .securityConfiguration(or(request.securityConfiguration(), job.securityConfiguration()))
                .jobRunQueuingEnabled(or(request.jobRunQueuingEnabled(), job.jobRunQueuingEnabled()));
        if (request.executionClassAsString() != null) {
            changed.executionClass(request.executionClassAsString());
        }
        var workers = request.workerTypeAsString() != null || request.numberOfWorkers() != null;
        var units = request.maxCapacity() != null || request.allocatedCapacity() != null;
        if (workers || units) {
            changed.allocatedCapacity(request.allocatedCapacity())
                    .maxCapacity(request.maxCapacity())
                    .workerType(or(request.workerTypeAsString(), units ? null : job.workerTypeAsString()))
                    .numberOfWorkers(or(request.numberOfWorkers(), units ? null : job.numberOfWorkers()));
            return capacity(changed.build(), spark);
        }
        var overridden = changed.build();
        JobLimits.requireFlexible(overridden);
        return overridden;
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    /** Workers and DPUs say the same in two ways; both are shown. */
    private static Job capacity(Job job, boolean spark) {
        if (job.maxCapacity() != null && job.allocatedCapacity() != null) {
            throw JobErrors.invalid("Please set only Allocated Capacity or Max Capacity");
        }
        var units = Optional.ofNullable(job.maxCapacity())
                .or(() -> Optional.ofNullable(job.allocatedCapacity()).map(Integer::doubleValue));
        var sized = spark ? workers(job, units) : shell(job, units.orElse(SMALL_SHELL));
        JobLimits.requireFlexible(sized);
        return sized;
    }

    private static Job shell(Job job, double units) {
        if (job.workerTypeAsString() != null || job.numberOfWorkers() != null) {
            throw JobErrors.invalid("A Python-shell job has no workers: set MaxCapacity to 0.0625 or 1");
        }
        if (units != SMALL_SHELL && units != 1.0) {
            throw JobErrors.invalid("MaxCapacity of a Python-shell job is 0.0625 or 1");
        }
        return job.toBuilder()
                .maxCapacity(units)
                .allocatedCapacity((int) Math.floor(units))
                .build();
    }

    private static Job workers(Job job, Optional<Double> asked) {
        if (asked.isPresent() && (job.workerTypeAsString() != null || job.numberOfWorkers() != null)) {
            throw JobErrors.invalid("Please do not set Max Capacity if using Worker Type and Number of Workers.");
        }
        var type = Optional.ofNullable(job.workerTypeAsString()).orElse("G.1X");
        var shape = WorkerShape.of(type)
                .orElseThrow(() -> JobErrors.invalid("WorkerType " + type + " is none of " + WorkerShape.names()));
        int workers = Optional.ofNullable(job.numberOfWorkers())
                .or(() -> asked.map(Double::intValue))
                .orElse(DEFAULT_WORKERS);
        if (workers < 1 || workers > MOST_WORKERS) {
            throw JobErrors.invalid(
                    (asked.isPresent() ? "MaxCapacity" : "NumberOfWorkers") + " must be from 1 to " + MOST_WORKERS);
        }
        var units = workers * shape.units();
        return job.toBuilder()
                .workerType(type)
                .numberOfWorkers(workers)
                .maxCapacity(units)
                .allocatedCapacity((int) Math.floor(units))
                .build();
    }
}
