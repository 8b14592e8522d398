package io.mastic.server.jobs;

import io.mastic.protocol.JsonCodec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.ExecutionProperty;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobCommand;

/** What a definition must satisfy, and what it means where it is silent. */
final class JobDefinitions {
    static final String SPARK = "glueetl";
    static final String SHELL = "pythonshell";
    private static final Set<String> VERSIONS = Set.of("3.0", "4.0", "5.0", "5.1");
    private static final String DEFAULT_VERSION = "5.1";
    private static final int DEFAULT_WORKERS = 10;
    private static final double SMALL_SHELL = 0.0625;

    private JobDefinitions() {}

    /** A definition completed with AWS's defaults. */
    static Job completed(String name, SdkPojo given, String roleArn, Instant created, Instant modified) {
        var job = JsonCodec.read(JsonCodec.write(given), Job.class);
        var command = requireCommand(job.command());
        requireArguments(Optional.ofNullable(job.defaultArguments()).orElse(Map.of()));
        var spark = command.name().equals(SPARK);
        var completed = job.toBuilder()
                .name(name)
                .role(roleArn)
                .command(command)
                .createdOn(created)
                .lastModifiedOn(modified)
                .maxRetries(Optional.ofNullable(job.maxRetries()).orElse(0))
                .executionProperty(Optional.ofNullable(job.executionProperty())
                        .filter(property -> property.maxConcurrentRuns() != null)
                        .orElse(ExecutionProperty.builder().maxConcurrentRuns(1).build()))
                .jobMode(Optional.ofNullable(job.jobModeAsString()).orElse("SCRIPT"))
                .glueVersion(version(job, spark));
        var version = Optional.ofNullable(version(job, spark)).orElse("");
        completed.timeout(Optional.ofNullable(job.timeout()).orElse(version.startsWith("5") ? 480 : 2880));
        if (spark) {
            completed.executionClass(
                    Optional.ofNullable(job.executionClassAsString()).orElse("STANDARD"));
        }
        return capacity(completed.build(), spark);
    }

    private static JobCommand requireCommand(@Nullable JobCommand command) {
        var name = command == null ? null : command.name();
        if (command == null || name == null) {
            throw JobErrors.invalid("Command.Name is required: glueetl or pythonshell");
        }
        switch (name) {
            case SPARK, SHELL -> {}
            case "gluestreaming" -> throw JobErrors.invalid("Streaming jobs (gluestreaming) do not work yet");
            case "glueray" -> throw JobErrors.invalid("Ray jobs (glueray) are not supported");
            default -> throw JobErrors.invalid("Command.Name is '" + name + "'; it is glueetl or pythonshell");
        }
        if ("2".equals(command.pythonVersion())) {
            throw JobErrors.invalid("Python 2 is not supported: the runtime is Python 3.11");
        }
        var python = Optional.ofNullable(command.pythonVersion()).orElse("3");
        return command.toBuilder().pythonVersion(python).build();
    }

    static void requireArguments(Map<String, String> arguments) {
        if ("scala".equalsIgnoreCase(arguments.get("--job-language"))) {
            throw JobErrors.invalid("Scala jobs (--job-language scala) do not work yet");
        }
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

    /** Workers and DPUs say the same in two ways; both are shown. */
    static Job capacity(Job job, boolean spark) {
        if (!spark) {
            var units = Optional.ofNullable(job.maxCapacity()).orElse(SMALL_SHELL);
            if (units != SMALL_SHELL && units != 1.0) {
                throw JobErrors.invalid("MaxCapacity of a Python-shell job is 0.0625 or 1");
            }
            return job.toBuilder()
                    .maxCapacity(units)
                    .allocatedCapacity((int) Math.floor(units))
                    .build();
        }
        if (job.workerTypeAsString() != null && job.maxCapacity() != null) {
            throw JobErrors.invalid(
                    "Please set only Allocated Capacity or Max Capacity, or Worker Type and Number of Workers");
        }
        var type = Optional.ofNullable(job.workerTypeAsString()).orElse("G.1X");
        var shape = WorkerShape.of(type)
                .orElseThrow(() -> JobErrors.invalid("WorkerType " + type + " is none of " + WorkerShape.names()));
        int workers = Optional.ofNullable(job.numberOfWorkers())
                .or(() -> Optional.ofNullable(job.maxCapacity()).map(Double::intValue))
                .orElse(DEFAULT_WORKERS);
        if (workers < 1) {
            throw JobErrors.invalid("NumberOfWorkers must be at least 1");
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
