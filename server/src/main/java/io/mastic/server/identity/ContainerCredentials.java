package io.mastic.server.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.identity.AccessKeys.AccessKey;
import java.nio.charset.StandardCharsets;

/**
 * Temporary credentials in the form that the SDKs read from a container's endpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">AWS</a>
 */
public final class ContainerCredentials {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ContainerCredentials() {}

    public static byte[] json(AccessKey key, String roleArn) {
        return MAPPER.createObjectNode()
                .put("AccessKeyId", key.id())
                .put("SecretAccessKey", key.secret())
                .put("Token", key.sessionToken().orElseThrow())
                .put("Expiration", key.expires().orElseThrow().toString())
                .put("RoleArn", roleArn)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
