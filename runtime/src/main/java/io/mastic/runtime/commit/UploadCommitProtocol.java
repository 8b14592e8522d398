package io.mastic.runtime.commit;

import io.mastic.model.run.CommitJournal;
import io.mastic.model.run.CommitJournal.ObjectName;
import io.mastic.model.run.CommitJournal.Upload;
import io.mastic.runtime.channel.RunChannel;
import io.mastic.runtime.channel.RunRefusedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.executor.CommitDeniedException;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileNameSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Writes files as multipart uploads of their final keys, which the tasks leave uncompleted. The job's commit hands all
 * of them to the control plane as one journal, with the objects that an overwrite replaces: so a job that fails has
 * shown and removed nothing, and one whose journal was taken is completed even if the driver dies.
 */
final class UploadCommitProtocol extends FileCommitProtocol implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(UploadCommitProtocol.class);

    private final String jobId;
    private final String path;
    private final boolean dynamicPartitionOverwrite;
    private final FileNames names;
    /** Filled in the driver, before and while tasks run. */
    private final ArrayList<String> replacedFolders = new ArrayList<>();

    private final List<Upload> committed = Collections.synchronizedList(new ArrayList<>());
    private boolean handedOver;
    /** Of one task attempt: where its files lie and are going to lie. */
    private transient @Nullable Map<Path, Path> written;

    UploadCommitProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
        this.jobId = jobId;
        this.path = path;
        this.dynamicPartitionOverwrite = dynamicPartitionOverwrite;
        var random = ThreadLocalRandom.current().nextInt(1_000);
        this.names = new FileNames(jobId, String.format("%d%03d", System.currentTimeMillis(), random));
    }

    /** Deletes nothing yet: what is in the path is listed and removed when the job has committed. */
    @Override
    public boolean deleteWithJob(FileSystem fs, Path folder, boolean recursive) {
        var qualified = fs.makeQualified(folder);
        return S3Paths.isS3(qualified) && replacedFolders.add(qualified.toString());
    }

    @Override
    public void setupJob(JobContext job) {}

    @Override
    public void setupTask(TaskAttemptContext task) {
        written = new LinkedHashMap<>();
    }

    @Override
    public String newTaskTempFile(TaskAttemptContext task, Option<String> folder, String suffix) {
        return newTaskTempFile(task, folder, new FileNameSpec("", suffix));
    }

    @Override
    public String newTaskTempFile(TaskAttemptContext task, Option<String> folder, FileNameSpec file) {
        return pending(task, folder.isDefined() ? new Path(path, folder.get()) : new Path(path), file);
    }

    @Override
    public String newTaskTempFileAbsPath(TaskAttemptContext task, String folder, String suffix) {
        return newTaskTempFileAbsPath(task, folder, new FileNameSpec("", suffix));
    }

    @Override
    public String newTaskTempFileAbsPath(TaskAttemptContext task, String folder, FileNameSpec file) {
        return pending(task, new Path(folder), file);
    }

    private String pending(TaskAttemptContext task, Path folder, FileNameSpec file) {
        if (!S3Paths.isS3(folder)) {
            throw new UnsupportedOperationException("A write to " + path + " cannot write to " + folder + " as well");
        }
        int number = task.getTaskAttemptID().getTaskID().getId();
        var target = new Path(folder, names.name(task.getConfiguration(), number, file));
        var attempt = jobId + "-" + TaskContext.get().taskAttemptId();
        var pending = PendingUploadFileSystem.path(S3Paths.bucket(target), attempt, S3Paths.key(target));
        ofTask().put(pending, folder);
        return pending.toString();
    }

    private Map<Path, Path> ofTask() {
        if (written == null) {
            throw new IllegalStateException("The task was not set up");
        }
        return written;
    }

    /** Only one attempt of a task may commit: Spark's coordinator in the driver decides. */
    @Override
    public TaskCommitMessage commitTask(TaskAttemptContext task) {
        var context = TaskContext.get();
        var allowed = SparkEnv.get()
                .outputCommitCoordinator()
                .canCommit(
                        context.stageId(),
                        context.stageAttemptNumber(),
                        context.partitionId(),
                        context.attemptNumber());
        if (!allowed) {
            abortTask(task);
            throw Checked.<RuntimeException>unchecked(new CommitDeniedException(
                    "Another attempt of the task has committed",
                    context.stageId(),
                    context.partitionId(),
                    context.attemptNumber()));
        }
        var uploads = new ArrayList<Upload>();
        var folders = new LinkedHashSet<String>();
        try {
            for (var file : ofTask().entrySet()) {
                var closed = PendingUploadFileSystem.of(file.getKey(), task.getConfiguration())
                        .take(file.getKey());
                closed.ifPresent(uploads::add);
                closed.ifPresent(upload -> folders.add(file.getValue().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TaskFiles(uploads, List.copyOf(folders)).message();
    }

    @Override
    public void abortTask(TaskAttemptContext task) {
        if (written != null) {
            for (var file : written.keySet()) {
                logged(() -> PendingUploadFileSystem.of(file, task.getConfiguration())
                        .abort(file));
            }
        }
    }

    @Override
    public void onTaskCommit(TaskCommitMessage message) {
        committed.addAll(TaskFiles.of(message).uploads());
    }

    @Override
    public void commitJob(JobContext job, Seq<TaskCommitMessage> messages) {
        try {
            var tasks = JavaConverters.seqAsJavaList(messages).stream()
                    .map(TaskFiles::of)
                    .toList();
            var journal = journal(tasks, job.getConfiguration());
            var channel = RunChannel.of(System.getenv());
            hand(channel, journal);
            channel.await(journal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "The write was interrupted; if it was handed over, it will be completed", e);
        }
    }

    private void hand(RunChannel channel, CommitJournal journal) throws InterruptedException {
        // Before the call: whether it failed on its way there or back is not known here.
        handedOver = true;
        try {
            channel.hand(journal);
        } catch (RunRefusedException e) {
            handedOver = false;
            throw e;
        }
    }

    private CommitJournal journal(List<TaskFiles> tasks, Configuration configuration) throws IOException {
        var uploads = tasks.stream().flatMap(task -> task.uploads().stream()).toList();
        var targets = uploads.stream()
                .map(upload -> new ObjectName(upload.bucket(), upload.key()))
                .collect(Collectors.toSet());
        var folders = new LinkedHashSet<>(replacedFolders);
        if (dynamicPartitionOverwrite) {
            tasks.forEach(task -> folders.addAll(task.folders()));
        }
        var replaced = new LinkedHashSet<ObjectName>();
        for (var folder : folders) {
            replaced.addAll(objects(new Path(folder), targets, configuration));
        }
        return new CommitJournal(jobId, uploads, List.copyOf(replaced), uploads.isEmpty() ? emptyTable() : List.of());
    }

    private static List<ObjectName> objects(Path folder, Set<ObjectName> targets, Configuration configuration)
            throws IOException {
        var found = new ArrayList<ObjectName>();
        try {
            var files = folder.getFileSystem(configuration).listFiles(folder, true);
            while (files.hasNext()) {
                var file = files.next().getPath();
                found.add(new ObjectName(S3Paths.bucket(file), S3Paths.key(file)));
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        found.removeAll(targets);
        return found;
    }

    /** No file was written, as happens with partitions and no rows: the path must exist all the same. */
    private List<ObjectName> emptyTable() {
        var table = new Path(path);
        var key = S3Paths.key(table);
        return key.isEmpty() ? List.of() : List.of(new ObjectName(S3Paths.bucket(table), key + "/"));
    }

    /** A journal that was handed over is the control plane's: it ends the uploads of one that fails. */
    @Override
    public void abortJob(JobContext job) {
        if (!handedOver) {
            List.copyOf(committed).parallelStream()
                    .forEach(upload -> logged(() -> PendingUploadFileSystem.abort(upload, job.getConfiguration())));
        }
    }

    private interface Abort {
        void run() throws IOException;
    }

    /** What cannot be ended now is ended with the run. */
    private static void logged(Abort abort) {
        // Spark interrupts a task that it cancels, and an interrupted thread sends no request.
        boolean interrupted = Thread.interrupted();
        try {
            abort.run();
        } catch (IOException e) {
            LOG.warn("An upload could not be aborted: {}", e.toString());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
