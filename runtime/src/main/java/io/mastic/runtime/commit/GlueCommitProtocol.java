package io.mastic.runtime.commit;

import java.io.Serializable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import scala.Option;
import scala.collection.Seq;

/**
 * The commit protocol of every write of a frame ({@code spark.sql.sources.commitProtocolClass}). Files on S3 become
 * visible all together at the job's commit, by {@link UploadCommitProtocol}; files elsewhere, such as {@code file:},
 * are committed as Spark does it.
 */
public final class GlueCommitProtocol extends FileCommitProtocol implements Serializable {
    /** A write's option: the {@code transformation_ctx} of the sink. May be empty. */
    public static final String CONTEXT = "mastic.transformation.ctx";
    /** A write's option: must differ for each write of one transformation into one folder, or files are replaced. */
    public static final String NUMBER = "mastic.write.n";

    private static final long serialVersionUID = 1L;

    private final FileCommitProtocol chosen;

    /** As Spark constructs it. */
    public GlueCommitProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
        this.chosen = S3Paths.isS3(new Path(path))
                ? new UploadCommitProtocol(jobId, path, dynamicPartitionOverwrite)
                : new SQLHadoopMapReduceCommitProtocol(jobId, path, dynamicPartitionOverwrite);
    }

    @Override
    public boolean deleteWithJob(FileSystem fs, Path path, boolean recursive) {
        return chosen.deleteWithJob(fs, path, recursive);
    }

    @Override
    public void setupJob(JobContext job) {
        chosen.setupJob(job);
    }

    @Override
    public void setupTask(TaskAttemptContext task) {
        chosen.setupTask(task);
    }

    @Override
    public String newTaskTempFile(TaskAttemptContext task, Option<String> folder, String suffix) {
        return chosen.newTaskTempFile(task, folder, suffix);
    }

    @Override
    public String newTaskTempFile(TaskAttemptContext task, Option<String> folder, FileNameSpec file) {
        return chosen.newTaskTempFile(task, folder, file);
    }

    @Override
    public String newTaskTempFileAbsPath(TaskAttemptContext task, String folder, String suffix) {
        return chosen.newTaskTempFileAbsPath(task, folder, suffix);
    }

    @Override
    public String newTaskTempFileAbsPath(TaskAttemptContext task, String folder, FileNameSpec file) {
        return chosen.newTaskTempFileAbsPath(task, folder, file);
    }

    @Override
    public TaskCommitMessage commitTask(TaskAttemptContext task) {
        return chosen.commitTask(task);
    }

    @Override
    public void abortTask(TaskAttemptContext task) {
        chosen.abortTask(task);
    }

    @Override
    public void onTaskCommit(TaskCommitMessage message) {
        chosen.onTaskCommit(message);
    }

    @Override
    public void commitJob(JobContext job, Seq<TaskCommitMessage> messages) {
        chosen.commitJob(job, messages);
    }

    @Override
    public void abortJob(JobContext job) {
        chosen.abortJob(job);
    }
}
