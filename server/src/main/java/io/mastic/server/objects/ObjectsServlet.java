package io.mastic.server.objects;

import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Caller;
import io.mastic.protocol.SigningKeys;
import io.mastic.protocol.SigningKeys.SigningKey;
import io.mastic.server.http.FrontServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** S3's protocol. Verifies the signature by s3proxy, and each request's permission by the authoriser. */
public final class ObjectsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ObjectsServlet.class);
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9](?!.*\\.\\.)[a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final long LARGEST_OBJECT = 5L << 30;
    private static final long LARGEST_UNCHUNKED = 128L << 20;
    private static final int LARGEST_CHUNK = 16 << 20;
    private static final int SKEW_SECONDS = 900;

    private final transient Path folder;
    private final transient Clock clock;
    private final transient Authoriser authoriser;
    private final transient ObjectSignatures signatures;
    private final transient UploadListener uploads;
    private final transient BlobStore store;
    private final transient Handler handler;
    /** The request that a thread serves: s3proxy does not hand it to whom it asks for the store. */
    private final transient ThreadLocal<HttpServletRequest> current = new ThreadLocal<>();

    /** @param folder an existing folder; each bucket is a folder in it */
    public ObjectsServlet(Path folder, SigningKeys keys, Authoriser authoriser, UploadListener uploads, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.authoriser = authoriser;
        this.signatures = new ObjectSignatures(clock);
        this.uploads = uploads;
        this.store = storeIn(folder, clock);
        this.handler = new Handler(store);
        handler.setBlobStoreLocator((accessKey, bucket, key) -> keys.find(accessKey)
                .map(found -> new AccessGrant(found.secret(), authorised(found)))
                .orElse(null));
    }

    /** For the server's own start, before it listens; returns at once, for there may be millions of objects. */
    public void sweepTornFiles() {
        // A file system's clock may be a little behind.
        var before = clock.instant().minusSeconds(1);
        var sweep = new Thread(
                () -> {
                    try {
                        TornFiles.sweep(folder, before);
                    } catch (IOException e) {
                        LOG.warn("What is left of unfinished objects could not be deleted", e);
                    }
                },
                "objects-sweep");
        sweep.setDaemon(true);
        sweep.start();
    }

    /** For the server's own start; requests go through {@link #service}. */
    public void createBucketIfMissing(String bucket) {
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
    }

    /** The objects of a folder, whoever asks for them. */
    public static BlobStore storeIn(Path folder, Clock clock) {
        var files = new FilesystemNio2BlobStore(folder.toString());
        return new ListingBlobStore(new KeyedBlobStore(files, folder), folder, clock);
    }

    /** The objects as a caller may change them. */
    public RoleObjects actingAs(Caller caller) {
        return new RoleObjects(store, authoriser, caller);
    }

    /** For the server's own tidying; does nothing if the upload was completed or aborted. */
    public void abortUpload(String bucket, String key, String uploadId) {
        RoleObjects.abort(store, bucket, key, uploadId);
    }

    private BlobStore authorised(SigningKey key) {
        var request = Optional.ofNullable(current.get()).orElseThrow();
        signatures.requireToken(request, key);
        request.setAttribute(FrontServlet.CALLER, key.caller());
        return new AuthorisedBlobStore(store, authoriser, key.caller(), ObjectPermissions.of(request), uploads);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        current.set(request);
        try {
            ObjectPermissions.of(request).needed().stream()
                    .reduce((first, last) -> last)
                    .ifPresent(permission -> request.setAttribute(FrontServlet.OPERATION, permission.action()));
            requireBucketName(request);
            signatures.requireSigned(request);
            handler.answer(AmendedRequest.of(request), response);
        } catch (RuntimeException e) {
            var refused = ObjectErrors.of(e);
            if (refused.isEmpty()) {
                LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            }
            handler.refuse(
                    request,
                    response,
                    refused.orElseGet(
                            () -> ObjectErrors.error(500, "InternalError", "The server's log has the reason")));
        } finally {
            current.remove();
        }
    }

    private static void requireBucketName(HttpServletRequest request) {
        var name = request.getRequestURI().substring(1).split("/", 2)[0];
        if (!name.isEmpty()
                && (!BUCKET.matcher(name).matches() || ADDRESS.matcher(name).matches())) {
            throw ObjectErrors.error(400, "InvalidBucketName", "The specified bucket is not valid.");
        }
    }

    private static final class Handler extends S3ProxyHandler {
        Handler(BlobStore store) {
            super(
                    store,
                    // boto3 presigns by version 2 unless it is told otherwise.
                    AuthenticationType.AWS_V2_OR_V4,
                    "unused",
                    "unused",
                    null,
                    LARGEST_OBJECT,
                    LARGEST_UNCHUNKED,
                    LARGEST_CHUNK,
                    // x-amz-security-token would be an unknown header, and a 501 for every temporary credential.
                    true,
                    null,
                    null,
                    SKEW_SECONDS);
        }

        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try (var body = request.getInputStream()) {
                doHandle(request, request, response, body, new RequestContext());
            }
        }

        void refuse(HttpServletRequest request, HttpServletResponse response, AwsServiceException error)
                throws IOException {
            var code = error.awsErrorDetails().errorCode();
            request.setAttribute(FrontServlet.ERROR, code);
            if (!response.isCommitted()) {
                var message = Optional.ofNullable(error.awsErrorDetails().errorMessage())
                        .orElse(code);
                sendSimpleErrorResponse(request, response, code, error.statusCode(), message, Map.of());
            }
        }
    }
}
