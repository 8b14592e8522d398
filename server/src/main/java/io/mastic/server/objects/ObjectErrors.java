package io.mastic.server.objects;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
}
