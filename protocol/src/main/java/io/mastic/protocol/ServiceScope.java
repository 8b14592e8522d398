package io.mastic.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which service a request is for: the credential scope of its signature says so. */
public final class ServiceScope {
    private static final Pattern SCOPE =
            Pattern.compile("Credential=[^,\\s]*?/\\d{8}/[^/,]*/([a-z0-9-]+)/aws4_request");

    private ServiceScope() {}

    /** The signing name of the Authorization header's scope. */
    public static Optional<String> signingName(WireRequest request) {
        return request.header("authorization")
                .map(SCOPE::matcher)
                .filter(m -> m.find())
                .map(m -> m.group(1));
    }

    static Optional<ServiceId> of(WireRequest request) {
        return signingName(request).flatMap(ServiceId::ofSigningName);
    }

    /** In whose words to refuse a request without a usable signature. */
    static ServiceId guess(WireRequest request) {
        return request.header("x-amz-target").isPresent() ? ServiceId.GLUE : ServiceId.STS;
    }
}
