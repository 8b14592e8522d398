package io.mastic.server.jobs;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobCommand;
import software.amazon.awssdk.services.glue.model.NotificationProperty;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** What a definition or a run may not ask for: it is refused with the reason, never accepted and left out. */
final class JobLimits {
    private static final int MOST_RETRIES = 10;
    private static final int MOST_MINUTES = 10_080;
    private static final int MOST_ARGUMENT_BYTES = 260 << 10;
    private static final Set<String> FLEXIBLE_WORKERS = Set.of("G.1X", "G.2X");

    private JobLimits() {}

    static void require(Job job) {
        requireCommand(job.command());
        if (job.connections() != null && !job.connections().connections().isEmpty()) {
            throw JobErrors.invalid("Connections do not work yet: give the connection's options in the script");
        }
        if (given(job.maintenanceWindow())) {
            throw JobErrors.invalid("MaintenanceWindow is for streaming jobs, which do not work yet");
        }
        requireArguments(job.hasDefaultArguments() ? job.defaultArguments() : Map.of());
        requireArguments(job.hasNonOverridableArguments() ? job.nonOverridableArguments() : Map.of());
        requireRange("MaxRetries", job.maxRetries(), 0, MOST_RETRIES);
        requireRange("Timeout", job.timeout(), 1, MOST_MINUTES);
        requireDelay(job.notificationProperty());
        var property = Optional.ofNullable(job.executionProperty());
        requireRange(
                "MaxConcurrentRuns", property.map(p -> p.maxConcurrentRuns()).orElse(null), 1, Integer.MAX_VALUE);
    }

    private static void requireCommand(@Nullable JobCommand command) {
        var name = command == null ? null : command.name();
        if (command == null || name == null) {
            throw JobErrors.invalid("Command.Name is required: glueetl or pythonshell");
        }
        switch (name) {
            case JobDefinitions.SPARK, JobDefinitions.SHELL -> {}
            case "gluestreaming" -> throw JobErrors.invalid("Streaming jobs (gluestreaming) do not work yet");
            case "glueray" -> throw JobErrors.invalid("Ray jobs (glueray) are not supported");
            default -> throw JobErrors.invalid("Command.Name is '" + name + "'; it is glueetl or pythonshell");
        }
        if (given(command.runtime())) {
            throw JobErrors.invalid("Command.Runtime is for Ray jobs, which are not supported");
        }
        if ("2".equals(command.pythonVersion())) {
            throw JobErrors.invalid("Python 2 is not supported: the runtime is Python 3.11");
        }
    }

    static void require(StartJobRunRequest request) {
        requireArguments(request.hasArguments() ? request.arguments() : Map.of());
        requireRange("Timeout", request.timeout(), 1, MOST_MINUTES);
        requireDelay(request.notificationProperty());
    }

    private static void requireDelay(@Nullable NotificationProperty notification) {
        var delay = notification == null ? null : notification.notifyDelayAfter();
        requireRange("NotificationProperty.NotifyDelayAfter", delay, 1, Integer.MAX_VALUE);
    }

    private static boolean given(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static void requireArguments(Map<String, String> arguments) {
        arguments.forEach((name, value) -> {
            if (value == null) {
                throw JobErrors.invalid("The argument " + name + " has no value");
            }
        });
        if ("scala".equalsIgnoreCase(arguments.get("--job-language"))) {
            throw JobErrors.invalid("Scala jobs (--job-language scala) do not work yet");
        }
        if (given(arguments.get("--datalake-formats"))) {
            throw JobErrors.invalid("--datalake-formats " + arguments.get("--datalake-formats") + " does not work yet");
        }
        if ("true".equalsIgnoreCase(arguments.get("--enable-lakeformation-fine-grained-access"))) {
            throw JobErrors.invalid("--enable-lakeformation-fine-grained-access is not supported: "
                    + "the job would see what Lake Formation hides");
        }
    }

    /** All arguments of a run, which AWS limits as a whole. */
    static void requireSize(Map<String, String> merged) {
        long bytes = new HashMap<>(merged)
                .entrySet().stream()
                        .mapToLong(e -> bytes(e.getKey()) + bytes(e.getValue()))
                        .sum();
        if (bytes > MOST_ARGUMENT_BYTES) {
            throw JobErrors.invalid("The arguments have " + bytes + " bytes; a run takes " + MOST_ARGUMENT_BYTES);
        }
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** @see <a href="https://docs.aws.amazon.com/glue/latest/dg/add-job.html">AWS</a> */
    static void requireFlexible(Job job) {
        if (!"FLEX".equals(job.executionClassAsString())) {
            return;
        }
        if (!job.command().name().equals(JobDefinitions.SPARK)
                || !FLEXIBLE_WORKERS.contains(job.workerTypeAsString())) {
            throw JobErrors.invalid("ExecutionClass FLEX is for glueetl jobs with workers of G.1X or G.2X");
        }
    }

    private static void requireRange(String name, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw JobErrors.invalid(name + " is " + value + "; it is "
                    + (most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most));
        }
    }
}
