package io.mastic.runtime.channel;

/** A write's journal was not carried out. The message begins with S3's error code: {@code AccessDenied: User: …}. */
public final class WriteFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriteFailedException(String message) {
        super(message);
    }
}
