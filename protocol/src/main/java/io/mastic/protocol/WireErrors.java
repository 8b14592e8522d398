package io.mastic.protocol;

/** Errors of the wire itself, before or beside any operation. */
public final class WireErrors {
    private WireErrors() {}

    public static ServiceException serialization(String message) {
        return new ServiceException("SerializationException", 400, message);
    }

    public static ServiceException unknownOperation(String message) {
        return new ServiceException("UnknownOperationException", 400, message);
    }

    public static ServiceException validation(String message) {
        return new ServiceException("ValidationException", 400, message);
    }

    public static ServiceException tooLarge(long limit) {
        return new ServiceException(
                "RequestEntityTooLargeException", 413, "The request body exceeds the limit of " + limit + " bytes");
    }

    static ServiceException internal(String requestId) {
        return new ServiceException(
                "InternalServiceException",
                500,
                "The server failed to answer; its log has the reason under request id " + requestId);
    }
}
