package io.mastic.server.jobs;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import software.amazon.awssdk.services.glue.model.Job;

/** How large a driver is on this machine: task slots as asked for, memory as the machine has it. */
public final class DriverSizes {
    private static final int SHELL_MEBIBYTES = 512;
    private static final int SMALLEST_HEAP = 1024;
    /** What Python and the JVM take beside the heap. */
    static final int BESIDE_HEAP = 512;

    private static final int SLOTS_PER_CORE = 4;
    private static final int SHARE_OF_ONE = 8;

    private final int machineMebibytes;
    private final int limitMebibytes;
    private final int limitCores;

    public DriverSizes(DriverConfig config) {
        var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        this.machineMebibytes = (int) (bean.getTotalMemorySize() >> 20);
        this.limitMebibytes = config.memoryMebibytes() > 0 ? config.memoryMebibytes() : machineMebibytes / 4 * 3;
        this.limitCores = config.cores() > 0 ? config.cores() : SLOTS_PER_CORE * bean.getAvailableProcessors();
    }

    /** @param memoryMebibytes heap and what is beside it */
    record Size(int cores, int memoryMebibytes) {}

    int limitMebibytes() {
        return limitMebibytes;
    }

    Size of(Job job) {
        if (job.command().name().equals(JobDefinitions.SHELL)) {
            return new Size(1, SHELL_MEBIBYTES);
        }
        var shape = WorkerShape.of(job.workerTypeAsString()).orElseThrow();
        int executors = Math.max(1, job.numberOfWorkers() - 1);
        int cores = Math.min(limitCores, executors * shape.cores());
        long asked = 1024L * shape.memoryGibibytes() * executors;
        int heap = (int) Math.min(asked, Math.max(SMALLEST_HEAP, machineMebibytes / SHARE_OF_ONE));
        var memory = Math.min(heap + BESIDE_HEAP, Math.max(limitMebibytes, SMALLEST_HEAP + BESIDE_HEAP));
        return new Size(cores, memory);
    }

    /** Whether a driver fits beside those that run; one alone always does. */
    boolean fits(int runningMebibytes, int memoryMebibytes) {
        return runningMebibytes == 0 || runningMebibytes + memoryMebibytes <= limitMebibytes;
    }
}
