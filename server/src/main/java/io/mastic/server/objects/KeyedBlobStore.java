package io.mastic.server.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Gives the store behind it, which takes keys for paths of files, the {@link KeyPath} of every key. */
final class KeyedBlobStore extends ForwardingBlobStore {
    private static final int HOLD_ATTEMPTS = 1_000;
    private static final Pattern UPLOAD_ID = Pattern.compile("[0-9a-f-]{36}");

    private final Path root;

    KeyedBlobStore(BlobStore store, Path root) {
        super(store);
        this.root = root;
    }

    /**
     * Writes an object while a file of ours holds its folder: the store deletes folders that become empty, which
     * may be one that it has just made for another object.
     */
    private <T> T held(String bucket, String path, Supplier<T> write) {
        int end = path.lastIndexOf('/');
        if (end < 0 || !Files.isDirectory(root.resolve(bucket))) {
            return write.get();
        }
        try {
            var hold = hold(root.resolve(bucket).resolve(path.substring(0, end)));
            try {
                return write.get();
            } finally {
                Files.deleteIfExists(hold);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path hold(Path folder) throws IOException {
        var hold = folder.resolve(".hold-" + UUID.randomUUID());
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(folder);
                return Files.createFile(hold);
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                // The folder came and went while it was made, with another's last object: it is made again.
                if (attempt == HOLD_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return super.blobExists(bucket, KeyPath.of(key));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        var path = KeyPath.of(request.key());
        return held(
                request.bucket(),
                path,
                () -> super.putBlob(request.toBuilder().key(path).build(), body));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        var path = KeyPath.of(request.destinationKey());
        var stored = request.toBuilder()
                .sourceKey(KeyPath.of(request.sourceKey()))
                .destinationKey(path)
                .build();
        return held(request.destinationBucket(), path, () -> super.copyBlob(stored));
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return super.blobMetadata(
                request.toBuilder().key(KeyPath.of(request.key())).build());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return super.getBlob(request.toBuilder().key(KeyPath.of(request.key())).build());
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return super.removeBlob(
                request.toBuilder().key(KeyPath.of(request.key())).build());
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key) {
        return super.getBlobAccess(bucket, KeyPath.of(key));
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key, String version) {
        return super.getBlobAccess(bucket, KeyPath.of(key), version);
    }

    @Override
    public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
        return super.getBlobAcl(
                request.toBuilder().key(KeyPath.of(request.key())).build());
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
        super.setBlobAccess(bucket, KeyPath.of(key), access);
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access, String version) {
        super.setBlobAccess(bucket, KeyPath.of(key), access, version);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        var started = super.initiateMultipartUpload(
                request.toBuilder().key(KeyPath.of(request.key())).build());
        return new MultipartUpload(started.id(), request, started.response());
    }

    /** The store itself would take parts of an upload that there is not. */
    private MultipartUpload stored(MultipartUpload upload) {
        var path = KeyPath.of(upload.blobName());
        var stub = ".mpus-" + upload.id() + "-" + path + "-stub";
        if (!UPLOAD_ID.matcher(upload.id()).matches()
                || !Files.exists(root.resolve(upload.containerName()).resolve(stub))) {
            throw ObjectErrors.noSuchUpload();
        }
        var request = upload.request().toBuilder().key(path).build();
        return new MultipartUpload(upload.id(), request, upload.response());
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        super.abortMultipartUpload(stored(upload));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        var stored = stored(upload);
        return held(upload.containerName(), stored.blobName(), () -> super.completeMultipartUpload(stored, request));
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream body) {
        return super.uploadMultipartPart(stored(upload), request, body);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        return super.listMultipartUpload(stored(upload));
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        return super.listMultipartUploads(bucket).stream()
                .map(upload ->
                        upload.toBuilder().key(KeyPath.keyOf(upload.key())).build())
                .toList();
    }

    /** Versions would be listed under the paths that they have here; a bucket is never versioned. */
    @Override
    public boolean supportsVersioning() {
        return false;
    }
}
