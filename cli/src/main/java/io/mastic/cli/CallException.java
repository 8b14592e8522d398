package io.mastic.cli;

/** The server refused a request. */
final class CallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    CallException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** AWS's name of the error. */
    String code() {
        return code;
    }
}
