package io.mastic.runtime.metrics;

import io.mastic.runtime.channel.RunChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what Spark does, and tells it to the control plane every 30 seconds and at the end. A server that is away is
 * waited for, and what Spark does meanwhile is counted on. Thread-safe. Spark makes it by its name ({@code spark.extraListeners}).
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html">AWS</a>
 */
public final class RunMetrics extends SparkListener {
    static final String PROFILE = "spark.mastic.metrics.profile";
    static final String OBSERVABILITY = "spark.mastic.metrics.observability";

    static final String INSIGHTS = "spark.mastic.insights";

    private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);
    private static final int SECONDS = 30;

    private final boolean profile;
    private final boolean observability;
    private final boolean insights;
    private final int slots;
    private final RunChannel channel = RunChannel.of(System.getenv());
    private final TaskCounts counts = new TaskCounts();
    private final Hints hints = new Hints();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "run-metrics");
        thread.setDaemon(true);
        return thread;
    });

    private int running;
    private double stageSkew;
    private double jobSkew;
    private long toldAt = System.nanoTime();
    private long s3Read;
    private long s3Written;

    public RunMetrics(SparkConf conf) {
        this.profile = conf.getBoolean(PROFILE, false);
        this.observability = conf.getBoolean(OBSERVABILITY, false);
        this.insights = conf.getBoolean(INSIGHTS, false);
        this.slots = conf.getInt("spark.mastic.slots", 1);
    }

    @Override
    public void onApplicationStart(SparkListenerApplicationStart start) {
        timer.scheduleWithFixedDelay(this::tell, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd end) {
        timer.shutdown();
        tell();
        if (insights) {
            hints();
        }
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        running++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        running = Math.max(0, running - 1);
        counts.ended(end);
        if (end.taskMetrics() != null) {
            hints.spilled(end.stageId(), end.taskMetrics().diskBytesSpilled());
        }
    }

    @Override
    public synchronized void onOtherEvent(SparkListenerEvent event) {
        hints.event(event);
    }

    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
        int stage = completed.stageInfo().stageId();
        var evenness = counts.endStage(stage);
        stageSkew = evenness.skewness();
        jobSkew = Math.max(jobSkew, stageSkew);
        hints.stage(stage, stageSkew, evenness.longestMillis());
    }

    private void hints() {
        List<Map<String, Object>> found;
        synchronized (this) {
            found = hints.all().toList();
        }
        try {
            for (var hint : found) {
                channel.tellInsight("job-insights-rule-driver", hint);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Hints were not told: {}", e.getMessage());
        }
    }

    private void tell() {
        if (!profile && !observability) {
            return;
        }
        try {
            channel.tellMetrics(taken().stream().map(Measurement::json).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A run does not fail for its metrics.
            LOG.warn("Metrics were not told: {}", e.getMessage());
        }
    }

    private synchronized List<Measurement> taken() {
        var all = new ArrayList<Measurement>();
        if (profile) {
            all.addAll(aggregates());
            all.addAll(objects());
            all.addAll(Machine.profile());
        }
        if (observability) {
            all.addAll(throughput());
            all.addAll(performance());
            all.addAll(Machine.observability());
        }
        counts.reset();
        toldAt = System.nanoTime();
        return all;
    }

    private List<Measurement> aggregates() {
        var prefix = "glue.driver.aggregate.";
        return List.of(
                Measurement.count(prefix + "bytesRead", counts.bytesRead),
                Measurement.count(prefix + "recordsRead", counts.recordsRead),
                Measurement.count(prefix + "elapsedTime", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - toldAt)),
                Measurement.count(prefix + "numCompletedStages", counts.completedStages),
                Measurement.count(prefix + "numCompletedTasks", counts.completedTasks),
                Measurement.count(prefix + "numFailedTasks", counts.failedTasks),
                Measurement.count(prefix + "numKilledTasks", counts.killedTasks),
                Measurement.count(prefix + "shuffleBytesWritten", counts.shuffleBytesWritten),
                Measurement.count(prefix + "shuffleLocalBytesRead", counts.shuffleLocalBytesRead),
                // One driver with all task slots: there are no executors beside it to allocate.
                Measurement.gauge("glue.driver.ExecutorAllocationManager.executors.numberAllExecutors", 1),
                Measurement.gauge("glue.driver.ExecutorAllocationManager.executors.numberMaxNeededExecutors", 1));
    }

    private List<Measurement> objects() {
        long read = 0;
        long written = 0;
        for (var statistics : FileSystem.getAllStatistics()) {
            if (statistics.getScheme().startsWith("s3")) {
                read += statistics.getBytesRead();
                written += statistics.getBytesWritten();
            }
        }
        var all = new ArrayList<Measurement>();
        for (var who : List.of("driver", "ALL")) {
            all.add(Measurement.count("glue." + who + ".s3.filesystem.read_bytes", read - s3Read));
            all.add(Measurement.count("glue." + who + ".s3.filesystem.write_bytes", written - s3Written));
        }
        s3Read = read;
        s3Written = written;
        return all;
    }

    private List<Measurement> throughput() {
        return List.of(
                Measurement.gauge("glue.driver.bytesRead", counts.bytesRead).in("throughput"),
                Measurement.gauge("glue.driver.recordsRead", counts.recordsRead).in("throughput"),
                Measurement.gauge("glue.driver.bytesWritten", counts.bytesWritten)
                        .in("throughput"),
                Measurement.gauge("glue.driver.recordsWritten", counts.recordsWritten)
                        .in("throughput"));
    }

    private List<Measurement> performance() {
        return List.of(
                Measurement.gauge("glue.driver.skewness.stage", stageSkew).in("job_performance"),
                Measurement.gauge("glue.driver.skewness.job", jobSkew).in("job_performance"),
                Measurement.gauge("glue.driver.workerUtilization", Math.min(1.0, (double) running / slots))
                        .in("resource_utilization"));
    }
}
