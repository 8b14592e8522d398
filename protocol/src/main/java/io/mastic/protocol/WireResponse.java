package io.mastic.protocol;

import java.util.Map;
import java.util.Optional;

/**
 * An answer, and what the access log says of it.
 *
 * @param operation {@code glue:GetTable}, or {@code -} where none was recognised
 * @param caller the principal, once the signature was verified
 * @param errorCode present for an error
 */
public record WireResponse(
        int status,
        String contentType,
        Map<String, String> headers,
        byte[] body,
        String requestId,
        String operation,
        Optional<Caller> caller,
        Optional<String> errorCode) {}
