package io.mastic.server.jobs;

import java.util.Map;
import java.util.Optional;

/**
 * What a worker type stands for.
 *
 * @param units DPUs of one worker, by which AWS bills
 * @param cores Spark's task slots of one executor
 * @param memoryGibibytes of one worker on AWS
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/worker-types.html">AWS</a>
 */
record WorkerShape(double units, int cores, int memoryGibibytes) {
    private static final Map<String, WorkerShape> TYPES = Map.ofEntries(
            Map.entry("Standard", new WorkerShape(1, 4, 16)),
            Map.entry("G.025X", new WorkerShape(0.25, 2, 4)),
            Map.entry("G.1X", new WorkerShape(1, 4, 16)),
            Map.entry("G.2X", new WorkerShape(2, 8, 32)),
            Map.entry("G.4X", new WorkerShape(4, 16, 64)),
            Map.entry("G.8X", new WorkerShape(8, 32, 128)),
            Map.entry("G.12X", new WorkerShape(12, 48, 192)),
            Map.entry("G.16X", new WorkerShape(16, 64, 256)),
            Map.entry("R.1X", new WorkerShape(1, 4, 32)),
            Map.entry("R.2X", new WorkerShape(2, 8, 64)),
            Map.entry("R.4X", new WorkerShape(4, 16, 128)),
            Map.entry("R.8X", new WorkerShape(8, 32, 256)));

    static Optional<WorkerShape> of(String type) {
        return Optional.ofNullable(TYPES.get(type));
    }

    static String names() {
        return TYPES.keySet().stream().sorted().toList().toString();
    }
}
