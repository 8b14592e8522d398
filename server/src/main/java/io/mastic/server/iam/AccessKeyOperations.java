package io.mastic.server.iam;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.ServiceId;
import io.mastic.server.identity.AccessKeys;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;

/** IAM's operations on the access keys of the account's root; users come later. */
public final class AccessKeyOperations {
    private final AccessKeys keys;

    public AccessKeyOperations(AccessKeys keys) {
        this.keys = keys;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.IAM)
                .serve(
                        "CreateAccessKey",
                        CreateAccessKeyRequest.class,
                        this::createAccessKey,
                        (call, request) -> List.of(root(call)))
                .serve(
                        "ListAccessKeys",
                        ListAccessKeysRequest.class,
                        this::listAccessKeys,
                        (call, request) -> List.of(root(call)))
                .serve(
                        "DeleteAccessKey",
                        DeleteAccessKeyRequest.class,
                        this::deleteAccessKey,
                        (call, request) -> List.of(root(call)))
                .build();
    }

    private static String root(Call call) {
        return "arn:aws:iam::" + call.accountId() + ":root";
    }

    private static void refuseUser(@Nullable String name) {
        if (name != null) {
            throw new ServiceException("NoSuchEntity", 404, "The user with name " + name + " cannot be found.");
        }
    }

    public CreateAccessKeyResponse createAccessKey(Call call, CreateAccessKeyRequest request) {
        refuseUser(request.userName());
        var key = keys.createForRoot(call.accountId());
        return CreateAccessKeyResponse.builder()
                .accessKey(AccessKey.builder()
                        .userName("root")
                        .accessKeyId(key.id())
                        .secretAccessKey(key.secret())
                        .status(StatusType.ACTIVE)
                        .createDate(call.time())
                        .build())
                .build();
    }

    public ListAccessKeysResponse listAccessKeys(Call call, ListAccessKeysRequest request) {
        refuseUser(request.userName());
        var all = keys.ofRoot(call.accountId()).stream()
                .map(row -> AccessKeyMetadata.builder()
                        .accessKeyId(row.id())
                        .status(row.active() ? StatusType.ACTIVE : StatusType.INACTIVE)
                        .createDate(Instant.ofEpochMilli(row.created()))
                        .build())
                .toList();
        var page = Page.of(request.marker(), request.maxItems(), all, AccessKeyMetadata::accessKeyId);
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeleteAccessKeyResponse deleteAccessKey(Call call, DeleteAccessKeyRequest request) {
        refuseUser(request.userName());
        if (request.accessKeyId().equals(call.caller().accessKeyId())) {
            throw new ServiceException(
                    "DeleteConflict", 409, "This request is signed with the key: sign with another one to delete it.");
        }
        keys.delete(call.accountId(), request.accessKeyId());
        return DeleteAccessKeyResponse.builder().build();
    }
}
