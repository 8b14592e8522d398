package io.mastic.runtime.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Refuses requests without the secret: other users of the machine reach loopback too. Spark makes it by its name. */
public final class SecretFilter implements Filter {
    static final String SECRET = "secret";
    private static final String HEADER = "X-Mastic-Ui-Secret";

    private byte[] secret = new byte[0];

    @Override
    public void init(FilterConfig config) throws ServletException {
        secret = config.getInitParameter(SECRET).getBytes(StandardCharsets.US_ASCII);
        if (secret.length == 0) {
            throw new ServletException("The filter has no secret");
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var given = ((HttpServletRequest) request).getHeader(HEADER);
        if (given != null && MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.US_ASCII))) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    @Override
    public void destroy() {}
}
