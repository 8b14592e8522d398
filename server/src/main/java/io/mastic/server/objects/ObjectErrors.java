package io.mastic.server.objects;

import com.google.common.base.Throwables;
import io.mastic.server.store.StoreErrors;
import java.io.EOFException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's errors, in its wording. */
final class ObjectErrors {
    private ObjectErrors() {}

    static S3Exception error(int status, String code, String message) {
        var details = AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(code)
                .errorMessage(message)
                .build();
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(details)
                .build();
    }

    static S3Exception noSuchUpload() {
        return error(
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                        + " or completed.");
    }

    /** What a client is answered for a failure of the S3 layer or the store; empty if it is the server's fault. */
    static Optional<AwsServiceException> of(RuntimeException failure) {
        var chain = Throwables.getCausalChain(failure);
        for (var cause : chain) {
            if (cause instanceof AwsServiceException refused) {
                return Optional.of(coded(refused));
            }
        }
        // Before the body is blamed: a connection to the database that breaks ends as early as a body can.
        if (StoreErrors.of(failure).isPresent()) {
            return Optional.of(
                    error(503, "ServiceUnavailable", "The database cannot be reached at this time. Try again"));
        }
        if (chain.stream().anyMatch(cause -> cause instanceof TimeoutException || cause instanceof EOFException)) {
            return Optional.of(error(400, "IncompleteBody", "The request body ended before its Content-Length"));
        }
        if (failure instanceof UnsupportedOperationException) {
            return Optional.of(error(
                    501, "NotImplemented", "A header or a part of the request asks for what is not implemented."));
        }
        if (failure instanceof IllegalArgumentException) {
            return Optional.of(error(400, "InvalidArgument", String.valueOf(failure.getMessage())));
        }
        return Optional.empty();
    }

    /** The store throws by status alone where the SDK's clients would not read more. */
    private static AwsServiceException coded(AwsServiceException refused) {
        var code = S3Exceptions.errorCode(refused);
        if (code != null && !code.isEmpty()) {
            return refused;
        }
        return switch (refused.statusCode()) {
            case 304 -> error(304, "NotModified", "Not Modified");
            case 412 ->
                error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
            case 416 -> error(416, "InvalidRange", "The requested range is not satisfiable");
            case 404 -> error(404, "NoSuchKey", "The specified key does not exist.");
            default -> error(refused.statusCode(), "InvalidRequest", "The request is not valid");
        };
    }
}
