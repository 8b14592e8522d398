package io.mastic.server.http;

import io.mastic.protocol.WireErrors;
import io.mastic.protocol.WireRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Between the servlet's request and answer and the wire's records. */
public final class Exchanges {
    private static final long DRAIN_LIMIT = 64 << 20;

    private Exchanges() {}

    /** A request without its body. */
    public static WireRequest head(HttpServletRequest request) {
        return wire(request, new byte[0]);
    }

    /**
     * A request with its body in memory.
     *
     * @throws io.mastic.protocol.ServiceException if the body is longer than the limit
     */
    static WireRequest whole(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw WireErrors.tooLarge(limit);
        }
        var body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw WireErrors.tooLarge(limit);
        }
        return wire(request, body);
    }

    /** Reads on a while, so that a client which sends before it reads sees the answer and not a broken pipe. */
    static void drain(HttpServletRequest request) throws IOException {
        var left = DRAIN_LIMIT;
        for (var read = 1L; read > 0 && left > 0; left -= read) {
            read = request.getInputStream().skip(Math.min(left, 1 << 16));
        }
    }

    private static WireRequest wire(HttpServletRequest request, byte[] body) {
        var headers = new TreeMap<String, List<String>>();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .addAll(Collections.list(request.getHeaders(name)));
        }
        var query = request.getQueryString();
        return new WireRequest(request.getMethod(), request.getRequestURI(), query == null ? "" : query, headers, body);
    }

    public static void answer(HttpServletResponse response, int status, String contentType, byte[] body)
            throws IOException {
        response.setStatus(status);
        if (body.length > 0) {
            response.setContentType(contentType);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
