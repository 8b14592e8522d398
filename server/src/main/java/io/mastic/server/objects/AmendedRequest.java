package io.mastic.server.objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as s3proxy understands it, where clients send what AWS takes and s3proxy does not. */
final class AmendedRequest extends HttpServletRequestWrapper {
    private static final String TOKEN = "x-amz-security-token";

    private final Optional<String> token;

    private AmendedRequest(HttpServletRequest request, Optional<String> token) {
        super(request);
        this.token = token;
    }

    /** A URL presigned by version 2 has the session's token in its query, and signs it as though it were a header. */
    static AmendedRequest of(HttpServletRequest request) {
        var query = ObjectSignatures.query(request);
        var byVersion2 = request.getHeader("Authorization") == null && query.containsKey("awsaccesskeyid");
        return new AmendedRequest(request, byVersion2 ? Optional.ofNullable(query.get(TOKEN)) : Optional.empty());
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (token.isPresent() && name.equalsIgnoreCase(TOKEN)) {
            return token.get();
        }
        var value = super.getHeader(name);
        return value != null && isConditionOnSource(name) && !value.startsWith("\"") ? "\"" + value + "\"" : value;
    }

    /** Hadoop's SDK v1 sends the condition on a copied part's source without quotes, which never matches. */
    private static boolean isConditionOnSource(String name) {
        var header = name.toLowerCase(Locale.ROOT);
        return header.startsWith("x-amz-copy-source-if-") && header.endsWith("match");
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return token.isPresent() && name.equalsIgnoreCase(TOKEN)
                ? Collections.enumeration(List.of(token.get()))
                : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        var names = new ArrayList<>(Collections.list(super.getHeaderNames()));
        token.ifPresent(value -> names.add(TOKEN));
        return Collections.enumeration(names);
    }
}
