package io.mastic.runtime.commit;

import io.mastic.model.run.CommitJournal.Upload;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.WriteOperationHelper;
import org.apache.hadoop.util.Progressable;

/**
 * {@code mpu://bucket/attempt/key}: files that are written as multipart uploads of {@code s3://bucket/key}, and stay
 * uploads when they are closed. Nothing can be read back but a closed file's length, which Spark's statistics ask for.
 * The attempt keeps the uploads of two attempts of a task apart. Thread-safe.
 */
public final class PendingUploadFileSystem extends FileSystem {
    static final String SCHEME = "mpu";

    private static final long BLOCK = 128L << 20;

    private final Map<String, PendingUploadStream> streams = new ConcurrentHashMap<>();
    private URI uri = URI.create(SCHEME + ":/");
    private Path root = new Path("/");

    static Path path(String bucket, String attempt, String key) {
        return new Path(SCHEME + "://" + bucket + "/" + attempt + "/" + key);
    }

    /** The one that has the uploads of a path. */
    static PendingUploadFileSystem of(Path path, Configuration configuration) throws IOException {
        return (PendingUploadFileSystem) path.getFileSystem(configuration);
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        setConf(configuration);
        uri = URI.create(SCHEME + "://" + name.getAuthority());
        root = new Path(uri + "/");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return uri;
    }

    /** The upload of a closed file, which is forgotten here; empty if no file was created or it is still open. */
    Optional<Upload> take(Path file) {
        var stream = Optional.ofNullable(streams.get(id(file))).filter(PendingUploadStream::isClosed);
        stream.ifPresent(closed -> streams.remove(id(file)));
        return stream.map(PendingUploadStream::upload);
    }

    /** Ends the upload of a file, if there is one. */
    void abort(Path file) throws IOException {
        var stream = streams.remove(id(file));
        if (stream != null) {
            stream.abort();
        }
    }

    static void abort(Upload upload, Configuration configuration) throws IOException {
        try {
            writes(upload.bucket(), configuration).abortMultipartCommit(upload.key(), upload.uploadId());
        } catch (FileNotFoundException e) {
            // Another has ended it.
            return;
        }
    }

    private static WriteOperationHelper writes(String bucket, Configuration configuration) throws IOException {
        var s3 = (S3AFileSystem) new Path("s3://" + bucket + "/").getFileSystem(configuration);
        return s3.getWriteOperationHelper();
    }

    private static String id(Path file) {
        return file.toUri().getPath();
    }

    private static String key(Path file) {
        var path = id(file);
        return path.substring(path.indexOf('/', 1) + 1);
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        if (streams.containsKey(id(file))) {
            throw new FileAlreadyExistsException("One task has written two files of the same name: " + file);
        }
        var bucket = uri.getAuthority();
        var stream = PendingUploadStream.open(writes(bucket, getConf()), bucket, key(file));
        streams.put(id(file), stream);
        return new FSDataOutputStream(stream, statistics);
    }

    @Override
    public FileStatus getFileStatus(Path file) throws IOException {
        var stream = streams.get(id(file));
        if (stream == null || !stream.isClosed()) {
            throw new FileNotFoundException(file.toString());
        }
        return new FileStatus(stream.upload().length(), false, 1, BLOCK, 0, file);
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        throw unsupported("read " + file);
    }

    @Override
    public FSDataOutputStream append(Path file, int bufferSize, Progressable progress) throws IOException {
        throw unsupported("append to " + file);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        throw unsupported("rename " + from);
    }

    @Override
    public boolean delete(Path file, boolean recursive) throws IOException {
        abort(file);
        return true;
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        throw unsupported("list " + folder);
    }

    @Override
    public boolean mkdirs(Path folder, FsPermission permission) {
        return true;
    }

    @Override
    public void setWorkingDirectory(Path folder) {
        throw new UnsupportedOperationException("Uploads have no working directory");
    }

    @Override
    public Path getWorkingDirectory() {
        return root;
    }

    private static IOException unsupported(String action) {
        return new IOException("Cannot " + action + ": uploads that are not committed can only be written");
    }
}
