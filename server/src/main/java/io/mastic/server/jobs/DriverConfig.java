package io.mastic.server.jobs;

import io.mastic.server.launch.LaunchConfig;
import java.util.Objects;

/**
 * What drivers may take of the machine.
 *
 * @param memoryMebibytes that all drivers together may take; 0 for three quarters of the machine's
 * @param cores the most that one driver schedules tasks on, whatever its job asks for; 0 for four times the machine's
 * @param concurrentRuns that an account may have in a Region
 * @param launch where drivers run, and as whom
 */
public record DriverConfig(int memoryMebibytes, int cores, int concurrentRuns, LaunchConfig launch) {
    public DriverConfig {
        Objects.requireNonNull(launch);
    }

    /** AWS's own limit of an account. */
    public static final int CONCURRENT_RUNS = 50;

    /** Limits by the size of the machine. */
    public static DriverConfig ofMachine() {
        return new DriverConfig(0, 0, CONCURRENT_RUNS, LaunchConfig.standard());
    }
}
