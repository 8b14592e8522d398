package io.mastic.server.jobs;

/**
 * What drivers may take of the machine.
 *
 * @param memoryMebibytes that all drivers together may take; 0 for three quarters of the machine's
 * @param cores the most that one driver schedules tasks on, whatever its job asks for; 0 for four times the machine's
 * @param concurrentRuns that an account may have in a Region
 */
public record DriverConfig(int memoryMebibytes, int cores, int concurrentRuns) {
    /** AWS's own limit of an account. */
    public static final int CONCURRENT_RUNS = 50;

    /** Limits by the size of the machine. */
    public static DriverConfig ofMachine() {
        return new DriverConfig(0, 0, CONCURRENT_RUNS);
    }
}
