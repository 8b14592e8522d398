package io.mastic.runtime.metrics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates;
import org.apache.spark.sql.execution.ui.SparkListenerSQLAdaptiveExecutionUpdate;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import scala.collection.JavaConverters;

/** What could be better in a run, found in what its tasks and scans have counted. Not thread-safe. */
final class Hints {
    static final double SKEW = 4;
    static final long SKEW_MILLIS = 5_000;
    static final long SPILLED_BYTES = 64L << 20;
    static final long FILES = 100;
    static final long SMALL_BYTES = 1L << 20;
    private static final int MOST_METRICS = 100_000;

    private static final String FILES_READ = "number of files read";
    private static final String SIZE_READ = "size of files read";

    /** The names of the metrics of scans, by accumulator. */
    private final Map<Long, String> scans = new HashMap<>();

    private final Map<Integer, Long> spilled = new HashMap<>();
    private final Map<String, Map<String, Object>> found = new LinkedHashMap<>();

    void event(SparkListenerEvent event) {
        if (event instanceof SparkListenerSQLExecutionStart start) {
            note(start.sparkPlanInfo());
        } else if (event instanceof SparkListenerSQLAdaptiveExecutionUpdate update) {
            note(update.sparkPlanInfo());
        } else if (event instanceof SparkListenerDriverAccumUpdates updates) {
            scanned(updates);
        }
    }

    private void note(SparkPlanInfo plan) {
        for (var metric : JavaConverters.seqAsJavaList(plan.metrics())) {
            if (scans.size() < MOST_METRICS && List.of(FILES_READ, SIZE_READ).contains(metric.name())) {
                scans.put(metric.accumulatorId(), metric.name());
            }
        }
        JavaConverters.seqAsJavaList(plan.children()).forEach(this::note);
    }

    private void scanned(SparkListenerDriverAccumUpdates updates) {
        var sums = new HashMap<String, Long>();
        for (var update : JavaConverters.seqAsJavaList(updates.accumUpdates())) {
            var name = scans.get((Long) (Object) update._1());
            if (name != null) {
                sums.merge(name, (Long) (Object) update._2(), Long::sum);
            }
        }
        long files = sums.getOrDefault(FILES_READ, 0L);
        long bytes = sums.getOrDefault(SIZE_READ, 0L);
        if (files >= FILES && bytes / files < SMALL_BYTES) {
            hint(
                    "SMALL_FILES",
                    files + " files of " + bytes / files + " bytes on average were read",
                    "Read them in groups (groupFiles, groupSize), or write fewer and larger ones");
        }
    }

    void spilled(int stageId, long bytes) {
        if (bytes > 0) {
            spilled.merge(stageId, bytes, Long::sum);
        }
    }

    /** @param skewness how many times longer than the median, less one */
    void stage(int stageId, double skewness, long longestMillis) {
        if (skewness >= SKEW && longestMillis >= SKEW_MILLIS) {
            hint(
                    "SKEW",
                    "The longest task of stage " + stageId + " took " + longestMillis + " ms, "
                            + Math.round(skewness + 1) + " times as long as half of its tasks",
                    "Some keys have most of the rows: spread them, or join with a broadcast");
        }
        var bytes = spilled.remove(stageId);
        if (bytes != null && bytes >= SPILLED_BYTES) {
            hint(
                    "SPILL",
                    "Stage " + stageId + " wrote " + bytes + " bytes to disk that did not fit into memory",
                    "Give the job a larger worker type, or raise spark.sql.shuffle.partitions");
        }
    }

    /** The first of each kind is enough to act on. */
    private void hint(String kind, String seen, String advice) {
        found.putIfAbsent(kind, Map.of("Event", "GlueETLJobRuleEvent", "Rule", kind, "Seen", seen, "Advice", advice));
    }

    Stream<Map<String, Object>> all() {
        return found.values().stream();
    }
}
