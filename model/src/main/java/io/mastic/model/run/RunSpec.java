package io.mastic.model.run;

import java.util.Map;
import java.util.Objects;

/**
 * All that a driver is told when it claims its run. JSON on the wire, with these names.
 *
 * @param kind what the driver starts
 * @param arguments of the script, defaults and the run's merged, with their leading dashes
 * @param epoch counts the claims of the run; what an older claim commits is refused
 * @param workers that the run stands for, its driver's among them; 0 of a Python-shell run
 * @param cores that Spark schedules tasks on
 * @param heapMebibytes of the JVM
 */
public record RunSpec(
        String runId,
        String jobName,
        Kind kind,
        String scriptLocation,
        Map<String, String> arguments,
        String glueVersion,
        String accountId,
        String region,
        long epoch,
        int workers,
        int cores,
        int heapMebibytes) {
    /** What runs the script. */
    public enum Kind {
        SPARK,
        SHELL
    }

    public RunSpec {
        Objects.requireNonNull(runId);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(scriptLocation);
        arguments = Map.copyOf(arguments);
    }
}
