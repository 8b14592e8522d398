package io.mastic.protocol;

import java.util.Objects;

/** An error in AWS's words: its code, its HTTP status and a message that says what to do. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    public ServiceException(String code, int status, String message) {
        super(message, null, false, false);
        this.code = Objects.requireNonNull(code);
        this.status = status;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String message() {
        return Objects.requireNonNull(getMessage());
    }
}
