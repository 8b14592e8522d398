package io.mastic.runtime.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** What Spark's tasks have done since the counts were taken last. Not thread-safe. */
final class TaskCounts {
    private static final int SKEW_TASKS = 200_000;

    long bytesRead;
    long recordsRead;
    long bytesWritten;
    long recordsWritten;
    long shuffleBytesWritten;
    long shuffleLocalBytesRead;
    long completedTasks;
    long failedTasks;
    long killedTasks;
    long completedStages;

    /** The tasks' times of each stage that runs, in milliseconds. */
    private final Map<Integer, List<Long>> durations = new HashMap<>();

    void ended(SparkListenerTaskEnd end) {
        var info = end.taskInfo();
        if (info.killed()) {
            killedTasks++;
        } else if (info.failed()) {
            failedTasks++;
        } else {
            completedTasks++;
            var times = durations.computeIfAbsent(end.stageId(), any -> new ArrayList<>());
            if (times.size() < SKEW_TASKS) {
                times.add(info.duration());
            }
        }
        TaskMetrics metrics = end.taskMetrics();
        if (metrics != null) {
            add(metrics);
        }
    }

    private void add(TaskMetrics metrics) {
        bytesRead += metrics.inputMetrics().bytesRead();
        recordsRead += metrics.inputMetrics().recordsRead();
        bytesWritten += metrics.outputMetrics().bytesWritten();
        recordsWritten += metrics.outputMetrics().recordsWritten();
        shuffleBytesWritten += metrics.shuffleWriteMetrics().bytesWritten();
        shuffleLocalBytesRead += metrics.shuffleReadMetrics().localBytesRead();
    }

    /**
     * How even a stage was.
     *
     * @param skewness how much longer its longest task took than its median, in medians: 0 for an even stage
     */
    record Evenness(double skewness, long longestMillis) {}

    /** How even a stage was that is over, and is forgotten. */
    Evenness endStage(int stageId) {
        completedStages++;
        var times = durations.remove(stageId);
        if (times == null || times.size() < 2) {
            return new Evenness(0, 0);
        }
        times.sort(null);
        long longest = times.get(times.size() - 1);
        double median = Math.max(1, times.get(times.size() / 2));
        return new Evenness((longest - median) / median, longest);
    }

    void reset() {
        bytesRead = 0;
        recordsRead = 0;
        bytesWritten = 0;
        recordsWritten = 0;
        shuffleBytesWritten = 0;
        shuffleLocalBytesRead = 0;
        completedTasks = 0;
        failedTasks = 0;
        killedTasks = 0;
        completedStages = 0;
    }
}
