package io.mastic.server.http;

import io.mastic.server.http.RunTokens.RunClaim;

/** Answers one kind of message that a driver sends about its own run: {@code /-/runs/{runId}/{route}/{tail}}. */
@FunctionalInterface
public interface RunRoute {
    /**
     * @param tail what follows the route's name in the path, without the leading slash; may be empty
     * @throws io.mastic.protocol.ServiceException answered with its status and a JSON body {@code {code, message}}
     */
    Response handle(RunClaim claim, String tail, byte[] body);

    /** An answer of JSON; an empty body is allowed. */
    record Response(int status, byte[] json) {
        public static Response noContent() {
            return new Response(204, new byte[0]);
        }
    }
}
