package io.mastic.runtime.source;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.Path;

/**
 * {@code gzip://bucket/key.gz} and {@code bzip2://bucket/key.bz2}: the object {@code s3://bucket/key}, under a name that
 * shows Hadoop how it is compressed. To read only. Thread-safe.
 */
public final class CompressedFileSystem extends FilterFileSystem {
    private URI uri = URI.create("gzip:/");
    private String ending = "";

    /** @throws UnsupportedOperationException for files that are not on S3 */
    static Path path(Compression compression, Path file) {
        URI place = file.toUri();
        if (place.getScheme() == null || !place.getScheme().startsWith("s3")) {
            throw new UnsupportedOperationException("compressionType: %s is not on S3, so its name must end in %s"
                    .formatted(file, compression.ending()));
        }
        String scheme = compression.name().toLowerCase(Locale.ROOT);
        return new Path(scheme, place.getAuthority(), place.getPath() + compression.ending());
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        uri = URI.create(name.getScheme() + "://" + name.getAuthority());
        ending = Compression.valueOf(name.getScheme().toUpperCase(Locale.ROOT)).ending();
        fs = FileSystem.get(URI.create("s3://" + name.getAuthority()), configuration);
        statistics = FileSystem.getStatistics(name.getScheme(), getClass());
    }

    @Override
    public String getScheme() {
        return uri.getScheme();
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public Path makeQualified(Path path) {
        return path.makeQualified(uri, new Path("/"));
    }

    @Override
    protected void checkPath(Path path) {
        // Hadoop has chosen this file system by the path.
    }

    private Path object(Path path) {
        String key = path.toUri().getPath();
        return new Path("s3", uri.getAuthority(), key.substring(0, key.length() - ending.length()));
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return fs.open(object(path), bufferSize);
    }

    @Override
    public FutureDataInputStreamBuilder openFile(Path path) throws IOException {
        return fs.openFile(object(path));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        FileStatus found = fs.getFileStatus(object(path));
        return new FileStatus(
                found.getLen(), false, 1, found.getBlockSize(), found.getModificationTime(), makeQualified(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return new FileStatus[] {getFileStatus(path)};
    }

    /** The inner file system belongs to Hadoop's cache, and others use it. */
    @Override
    public void close() {}
}
