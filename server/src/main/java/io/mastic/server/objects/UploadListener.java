package io.mastic.server.objects;

import io.mastic.protocol.Caller;

/** Told of every multipart upload that a request begins, before the request is answered. */
@FunctionalInterface
public interface UploadListener {
    void begun(Caller caller, String bucket, String key, String uploadId);
}
