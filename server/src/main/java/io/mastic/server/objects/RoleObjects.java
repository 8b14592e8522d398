package io.mastic.server.objects;

import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.objects.ObjectPermissions.Permission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects as one role may change them, for work that the server does in the role's name: every call is authorised as
 * the request would be that does the same. Thread-safe.
 */
public final class RoleObjects {
    private static final String TYPE = "application/octet-stream";
    private static final int NOT_FOUND = 404;
    private static final String FOLDER_TYPE = "application/x-directory";

    private final BlobStore store;
    private final Authoriser authoriser;
    private final Caller caller;

    RoleObjects(BlobStore store, Authoriser authoriser, Caller caller) {
        this.store = store;
        this.authoriser = authoriser;
        this.caller = caller;
    }

    /** @throws ServiceException {@code AccessDenied} if the role may not write the object */
    public void requireWritable(String bucket, String key) {
        decided(() -> permitted(ObjectPermissions.put(bucket, key)).delegate());
    }

    /** @throws ServiceException {@code AccessDenied} if the role may not delete the object */
    public void requireDeletable(String bucket, String key) {
        decided(() -> permitted(ObjectPermissions.delete(bucket, key)).delegate());
    }

    /**
     * Completes an upload.
     *
     * @param etags of its parts, in order
     * @throws ServiceException {@code NoSuchUpload}, also for one that was completed already
     */
    public void complete(String bucket, String key, String uploadId, List<String> etags) {
        var upload = upload(bucket, key, uploadId);
        var parts = IntStream.range(0, etags.size())
                .mapToObj(index -> CompletedPart.builder()
                        .partNumber(index + 1)
                        .eTag(etags.get(index))
                        .build())
                .toList();
        var request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key)
                .uploadId(uploadId)
                .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build())
                .build();
        decided(() -> {
            var permitted = permitted(ObjectPermissions.put(bucket, key));
            if (permitted.listMultipartUpload(upload).size() != etags.size()) {
                throw ObjectErrors.error(404, "NoSuchUpload", "The specified multipart upload does not exist: " + key);
            }
            permitted.completeMultipartUpload(upload, request);
            return forgetUpload(store, bucket, uploadId);
        });
    }

    /** Removes what is left of an upload whose object is there, as after a death in the middle of completing it. */
    public void tidy(String bucket, String key, String uploadId) {
        abort(store, bucket, key, uploadId);
    }

    static void abort(BlobStore store, String bucket, String key, String uploadId) {
        try {
            store.abortMultipartUpload(upload(bucket, key, uploadId));
        } catch (AwsServiceException e) {
            if (e.statusCode() != NOT_FOUND) {
                throw e;
            }
        }
        forgetUpload(store, bucket, uploadId);
    }

    /** s3proxy's protocol layer keeps a note of its own of every upload that a request began. */
    private static DeleteObjectResponse forgetUpload(BlobStore store, String bucket, String uploadId) {
        return store.removeBlob(DeleteObjectRequest.builder()
                .bucket(bucket)
                .key(KeyPath.RESERVED + uploadId)
                .build());
    }

    /**
     * The first bytes of an object; empty if there is none.
     *
     * @param most how many bytes are read at most
     * @throws ServiceException {@code AccessDenied}
     */
    public Optional<byte[]> read(String bucket, String key, int most) {
        return read(GetObjectRequest.builder().bucket(bucket).key(key).build(), most);
    }

    /** The last bytes of an object, as {@link #read} gives the first. */
    public Optional<byte[]> readEnd(String bucket, String key, int length) {
        var request = GetObjectRequest.builder().bucket(bucket).key(key).range("bytes=-" + length);
        return read(request.build(), length);
    }

    private Optional<byte[]> read(GetObjectRequest request, int most) {
        var bucket = request.bucket();
        var key = request.key();
        try (var object =
                decided(() -> permitted(ObjectPermissions.get(bucket, key)).getBlob(request))) {
            return Optional.of(object.readNBytes(most));
        } catch (ServiceException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes an object.
     *
     * @throws ServiceException {@code AccessDenied}, {@code NoSuchBucket}
     */
    public void write(String bucket, String key, byte[] content, String contentType) {
        var request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentLength((long) content.length)
                .contentType(contentType)
                .build();
        decided(() ->
                permitted(ObjectPermissions.put(bucket, key)).putBlob(request, new ByteArrayInputStream(content)));
    }

    /**
     * The objects under a prefix, a page of at most 1,000 in the order of their keys.
     *
     * @param after the last key of the page before; empty for the first page
     * @throws ServiceException {@code AccessDenied}, {@code NoSuchBucket}
     */
    public List<S3Object> list(String bucket, String prefix, String after) {
        var request = ListObjectsV2Request.builder().bucket(bucket).prefix(prefix);
        if (!after.isEmpty()) {
            request.startAfter(after);
        }
        return decided(() -> permitted(ObjectPermissions.list(bucket)).list(request.build()))
                .contents();
    }

    /** The ETag of an object without quotes; empty if there is none. */
    public String etag(String bucket, String key) {
        var head = decided(() -> permitted(ObjectPermissions.put(bucket, key)).blobMetadataIfPresent(bucket, key));
        return head == null ? "" : head.eTag().replace("\"", "");
    }

    /** Does nothing if the object does not exist. */
    public void delete(String bucket, String key) {
        var request = DeleteObjectRequest.builder().bucket(bucket).key(key).build();
        decided(() -> permitted(ObjectPermissions.delete(bucket, key)).removeBlob(request));
    }

    /**
     * Writes the empty object that stands for a folder.
     *
     * @param key ends with a slash
     */
    public void putFolder(String bucket, String key) {
        var request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentLength(0L)
                .contentType(FOLDER_TYPE)
                .build();
        decided(() -> permitted(ObjectPermissions.put(bucket, key)).putBlob(request, InputStream.nullInputStream()));
    }

    static MultipartUpload upload(String bucket, String key, String uploadId) {
        return new MultipartUpload(
                uploadId,
                CreateMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentType(TYPE)
                        .build());
    }

    private AuthorisedBlobStore permitted(Permission permission) {
        var permissions = new ObjectPermissions(List.of(permission), Map.of());
        return new AuthorisedBlobStore(store, authoriser, caller, permissions, (who, bucket, key, id) -> {});
    }

    private interface Request<T> {
        T send();
    }

    private static <T> T decided(Request<T> request) {
        try {
            return request.send();
        } catch (AwsServiceException e) {
            var details = e.awsErrorDetails();
            throw new ServiceException(
                    details == null ? "InternalError" : details.errorCode(),
                    e.statusCode(),
                    details == null ? String.valueOf(e.getMessage()) : details.errorMessage());
        }
    }
}
