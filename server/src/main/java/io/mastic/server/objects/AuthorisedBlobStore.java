package io.mastic.server.objects;

import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.objects.ObjectPermissions.Permission;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;

/**
 * The store as one request's signer may use it. It is asked for once the signature was verified, and decides the
 * request before it hands out the store behind it.
 */
final class AuthorisedBlobStore extends ForwardingBlobStore {
    private final Authoriser authoriser;
    private final Caller caller;
    private final ObjectPermissions permissions;
    private final UploadListener uploads;
    private volatile boolean decided;

    AuthorisedBlobStore(
            BlobStore store,
            Authoriser authoriser,
            Caller caller,
            ObjectPermissions permissions,
            UploadListener uploads) {
        super(store);
        this.authoriser = authoriser;
        this.caller = caller;
        this.permissions = permissions;
        this.uploads = uploads;
    }

    @Override
    public BlobStore delegate() {
        if (!decided) {
            permissions.needed().forEach(permission -> require(permission, permissions.conditions()));
            decided = true;
        }
        return super.delegate();
    }

    private void require(Permission permission, Map<String, List<String>> conditions) {
        try {
            authoriser.authorise(caller, permission.action(), List.of(permission.arn()), conditions);
        } catch (ServiceException e) {
            var message = e.message()
                    .replace("on resource: " + permission.arn(), "on resource: \"" + permission.arn() + "\"");
            throw ObjectErrors.error(403, "AccessDenied", message);
        }
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        var upload = super.initiateMultipartUpload(request);
        uploads.begun(caller, request.bucket(), request.key(), upload.id());
        return upload;
    }

    /** Also called for each key of a bulk delete, and for what s3proxy keeps of an upload in parts. */
    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        if (request.key().startsWith(KeyPath.RESERVED)) {
            return super.removeBlob(request);
        }
        require(ObjectPermissions.delete(request.bucket(), request.key()), Map.of());
        return super.removeBlob(request);
    }
}
