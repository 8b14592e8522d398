package io.mastic.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.Caller;
import io.mastic.protocol.Dispatcher;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.ServiceScope;
import io.mastic.protocol.WireRequest;
import io.mastic.protocol.WireResponse;
import io.mastic.server.http.RunTokens.RunClaim;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** The one port's front: ours under {@code /-/}, AWS operations by their signature's scope, all else S3. */
public final class FrontServlet extends HttpServlet {
    /** A servlet behind this one may set these attributes for the access log. */
    public static final String OPERATION = "mastic.operation";

    public static final String CALLER = "mastic.caller";
    public static final String ERROR = "mastic.error";

    /** Under which Spark's UIs of runs are. */
    public static final String UI = "/-/ui/";

    private static final long serialVersionUID = 1L;
    private static final int BODY_LIMIT = 8 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final transient Dispatcher dispatcher;
    private final transient HttpServlet objects;
    private final transient HttpServlet uis;
    private final transient RunChannel runChannel;
    private final transient RunTokens tokens;
    private final transient Function<RunClaim, byte[]> credentials;
    private final transient Health health;
    private final transient AccessLog accessLog;

    /** @param credentials the container-credentials document of a live run */
    public FrontServlet(
            Dispatcher dispatcher,
            HttpServlet objects,
            HttpServlet uis,
            RunChannel runChannel,
            RunTokens tokens,
            Function<RunClaim, byte[]> credentials,
            Health health,
            AccessLog accessLog) {
        this.dispatcher = dispatcher;
        this.objects = objects;
        this.uis = uis;
        this.runChannel = runChannel;
        this.tokens = tokens;
        this.credentials = credentials;
        this.health = health;
        this.accessLog = accessLog;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (path.equals("/healthz")) {
            health.answer(response);
        } else if (path.equals("/metrics")) {
            health.metrics(response);
        } else {
            logged(request, response, path);
        }
    }

    private void logged(HttpServletRequest request, HttpServletResponse response, String path)
            throws ServletException, IOException {
        var start = System.nanoTime();
        try {
            if (path.startsWith(RunChannel.PREFIX)) {
                request.setAttribute(OPERATION, "run-channel");
                runChannel.answer(request, response);
            } else if (path.startsWith(UI)) {
                request.setAttribute(OPERATION, "spark-ui");
                uis.service(request, response);
            } else if (path.equals("/-/credentials")) {
                request.setAttribute(OPERATION, "credentials");
                runCredentials(request, response);
            } else if (isService(request)) {
                service(Exchanges.head(request), request, response);
            } else {
                request.setAttribute(OPERATION, "s3:" + request.getMethod());
                objects.service(request, response);
            }
        } finally {
            accessLog.answered(
                    Optional.ofNullable(response.getHeader("x-amz-request-id"))
                            .or(() -> Optional.ofNullable(response.getHeader("x-amzn-RequestId")))
                            .orElse("-"),
                    String.valueOf(request.getAttribute(OPERATION)),
                    Optional.ofNullable((Caller) request.getAttribute(CALLER)),
                    response.getStatus(),
                    Optional.ofNullable((String) request.getAttribute(ERROR)),
                    System.nanoTime() - start);
        }
    }

    /** Whether this is one of the JSON and query services, and not S3, which signs GET, PUT and POST of any path. */
    private static boolean isService(HttpServletRequest request) {
        var scope = ServiceScope.signingName(Exchanges.head(request));
        if (scope.isPresent()) {
            return !scope.orElseThrow().equals("s3");
        }
        var unsignedQuery = request.getMethod().equals("POST")
                && request.getRequestURI().equals("/")
                && request.getQueryString() == null;
        return request.getHeader("X-Amz-Target") != null || unsignedQuery;
    }

    private void service(WireRequest head, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var answer = dispatched(head, request);
        request.setAttribute(OPERATION, answer.operation());
        answer.caller().ifPresent(caller -> request.setAttribute(CALLER, caller));
        answer.errorCode().ifPresent(code -> request.setAttribute(ERROR, code));
        response.setHeader("x-amzn-RequestId", answer.requestId());
        answer.errorCode().ifPresent(code -> response.setHeader("x-amzn-ErrorType", code));
        answer.headers().forEach(response::setHeader);
        Exchanges.answer(response, answer.status(), answer.contentType(), answer.body());
    }

    private WireResponse dispatched(WireRequest head, HttpServletRequest request) throws IOException {
        WireRequest whole;
        try {
            whole = Exchanges.whole(request, BODY_LIMIT);
        } catch (ServiceException e) {
            Exchanges.drain(request);
            return dispatcher.refuse(head, e);
        }
        return dispatcher.answer(whole);
    }

    private void runCredentials(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // The SDKs send the token of AWS_CONTAINER_AUTHORIZATION_TOKEN bare, without a scheme.
        var claim = Optional.ofNullable(request.getHeader("Authorization")).flatMap(tokens::find);
        try {
            var document = credentials.apply(claim.orElseThrow(() -> RunTokens.refused()));
            Exchanges.answer(response, 200, "application/json", document);
        } catch (ServiceException e) {
            // A role that is gone, say: the SDKs show the message and do not try again.
            request.setAttribute(ERROR, e.code());
            var body = MAPPER.createObjectNode().put("code", e.code()).put("message", e.message());
            Exchanges.answer(response, e.status(), "application/json", MAPPER.writeValueAsBytes(body));
        }
    }
}
