package io.mastic.server.sts;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.identity.RoleSessions;
import java.util.List;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS's operations. */
public final class StsOperations {
    private final RoleSessions sessions;

    public StsOperations(RoleSessions sessions) {
        this.sessions = sessions;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.STS)
                .serve(
                        "GetCallerIdentity",
                        GetCallerIdentityRequest.class,
                        this::getCallerIdentity,
                        OperationTable.Builder.anyResource())
                // The role's trust policy decides, which may allow what no identity policy does: see RoleSessions.
                .serve("AssumeRole", AssumeRoleRequest.class, this::assumeRole, (call, request) -> List.of())
                .build();
    }

    public GetCallerIdentityResponse getCallerIdentity(Call call, GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
                .userId(call.caller().userId())
                .account(call.accountId())
                .arn(call.caller().arn())
                .build();
    }

    public AssumeRoleResponse assumeRole(Call call, AssumeRoleRequest request) {
        var assumed = sessions.assume(call, request);
        return AssumeRoleResponse.builder()
                .credentials(Credentials.builder()
                        .accessKeyId(assumed.key().id())
                        .secretAccessKey(assumed.key().secret())
                        .sessionToken(assumed.key().sessionToken().orElseThrow())
                        .expiration(assumed.key().expires().orElseThrow())
                        .build())
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(assumed.userId())
                        .arn(assumed.arn())
                        .build())
                .build();
    }
}
