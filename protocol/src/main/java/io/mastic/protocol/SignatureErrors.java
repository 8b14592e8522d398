package io.mastic.protocol;

/** Refusals of a signature; the query protocol has its own codes for the same refusals. */
final class SignatureErrors {
    private SignatureErrors() {}

    static ServiceException missing() {
        return refusal("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    static ServiceException incomplete(String message) {
        return refusal("IncompleteSignatureException", message);
    }

    static ServiceException unknownKey() {
        return refusal("UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    static ServiceException expiredToken() {
        return refusal("ExpiredTokenException", "The security token included in the request is expired");
    }

    static ServiceException mismatch() {
        return refusal(
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
                        + "Access Key and signing method. Consult the service documentation for details.");
    }

    static ServiceException unsignedHeader(String name) {
        return refusal(
                "InvalidSignatureException",
                "The header '" + name + "' must be among the SignedHeaders of the Authorization header");
    }

    static ServiceException expired(String signed, String limit, String now) {
        return refusal(
                "InvalidSignatureException",
                "Signature expired: " + signed + " is now earlier than " + limit + " (" + now + " - 5 min.)");
    }

    static ServiceException notYetCurrent(String signed, String limit, String now) {
        return refusal(
                "InvalidSignatureException",
                "Signature not yet current: " + signed + " is still later than " + limit + " (" + now + " + 5 min.)");
    }

    private static ServiceException refusal(String code, String message) {
        return new ServiceException(code, 400, message);
    }
}
