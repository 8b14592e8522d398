package io.mastic.server.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The listening port. Closing it refuses new requests and lets those in progress end. */
public final class HttpServer implements AutoCloseable {
    private static final int THREADS = 128;
    private static final long IDLE_MILLIS = 60_000;
    private static final long SHUTDOWN_MILLIS = 10_000;
    /**
     * Bytes a second: a client below it is cut off, so that slow clients cannot hold every thread. It counts from the
     * request's start, so that a higher rate would cut off small bodies which a busy server reads late.
     */
    private static final long SLOWEST_UPLOAD = 1;
    /** A request takes a thread once this much of its body is here, so that a client which stalls holds none. */
    private static final long EAGER_BYTES = 64 << 10;

    private static final int CHUNK_OVERHEAD = 64;

    private final Server server;
    private final ServerConnector connector;

    public HttpServer(String bind, int port, FrontServlet front) {
        var threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("http");
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.setConnectors(new ServerConnector[] {connector});
        var context = new ServletContextHandler("/");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addServlet(new ServletHolder(front), "/*");
        server.setHandler(new GracefulHandler(new EagerContentHandler(
                context, new RetainedContentLoaderFactory(EAGER_BYTES, CHUNK_OVERHEAD, false))));
        server.setStopTimeout(SHUTDOWN_MILLIS);
    }

    /**
     * S3's keys are any text: blanks, {@code %2F} and {@code ..} in a path are theirs, not an attack on a file. Headers
     * stay as they came, as signatures are over their case: {@code charset=UTF-8} of Java's SDK became {@code utf-8}.
     */
    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setHttpCompliance(HttpCompliance.LEGACY);
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setMinRequestDataRate(SLOWEST_UPLOAD);
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(32 << 10);
        return configuration;
    }

    /** @throws IOException if the port cannot be had */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IllegalStateException("The HTTP server cannot start", e);
        }
    }

    /** Where clients reach this server; an address in figures makes SDKs use path-style S3. */
    public URI endpoint() {
        var host =
                List.of("0.0.0.0", "::", "localhost").contains(connector.getHost()) ? "127.0.0.1" : connector.getHost();
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server did not stop", e);
        }
    }
}
