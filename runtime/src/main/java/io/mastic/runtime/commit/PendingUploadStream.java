package io.mastic.runtime.commit;

import io.mastic.model.run.CommitJournal.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.s3a.WriteOperationHelper;

/**
 * Writes one multipart upload and leaves it uncompleted. Holds one part in memory, and no more of it than is filled.
 * Used by one thread.
 */
final class PendingUploadStream extends OutputStream {
    private static final int SMALL_PART = 8 << 20;
    /** S3 allows 10,000 parts: after so many small ones, large ones come, so that a file may have 500 GiB. */
    private static final int SMALL_PARTS = 1_000;

    private static final int LARGE_PART = 64 << 20;
    private static final int FIRST_BUFFER = 64 << 10;

    private final WriteOperationHelper writes;
    private final String bucket;
    private final String key;
    private final String uploadId;
    private final List<String> etags = new ArrayList<>();
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private long sent;
    private volatile boolean closed;

    private PendingUploadStream(WriteOperationHelper writes, String bucket, String key, String uploadId) {
        this.writes = writes;
        this.bucket = bucket;
        this.key = key;
        this.uploadId = uploadId;
    }

    static PendingUploadStream open(WriteOperationHelper writes, String bucket, String key) throws IOException {
        return new PendingUploadStream(writes, bucket, key, writes.initiateMultiPartUpload(key));
    }

    /** All parts are sent. */
    boolean isClosed() {
        return closed;
    }

    Upload upload() {
        return new Upload(bucket, key, uploadId, etags, sent);
    }

    void abort() throws IOException {
        writes.abortMultipartCommit(key, uploadId);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The file is closed: " + key);
        }
        for (var left = length; left > 0; ) {
            if (filled == partSize()) {
                sendPart();
            }
            int taken = Math.min(left, partSize() - filled);
            grow(filled + taken);
            System.arraycopy(bytes, offset + length - left, buffer, filled, taken);
            filled += taken;
            left -= taken;
        }
    }

    private int partSize() {
        return etags.size() < SMALL_PARTS ? SMALL_PART : LARGE_PART;
    }

    private void grow(int needed) {
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(partSize(), Math.max(needed, 2 * buffer.length)));
        }
    }

    private void sendPart() throws IOException {
        var content = new ByteArrayInputStream(buffer, 0, filled);
        var request = writes.newUploadPartRequest(key, uploadId, etags.size() + 1, filled, content, null, 0L);
        etags.add(writes.uploadPart(request).getPartETag().getETag());
        sent += filled;
        filled = 0;
    }

    /** Sends the rest; an empty file has one empty part. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        if (filled > 0 || etags.isEmpty()) {
            sendPart();
        }
        buffer = new byte[0];
        closed = true;
    }
}
