package io.mastic.server.commits;

/** Ends a multipart upload that is not to be completed; does nothing if it was completed or ended. */
@FunctionalInterface
public interface UploadAbort {
    void abort(String bucket, String key, String uploadId);
}
