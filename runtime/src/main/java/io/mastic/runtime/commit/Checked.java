package io.mastic.runtime.commit;

/** Throws checked exceptions through Scala's methods, which declare none. */
final class Checked {
    private Checked() {}

    /** Never returns; {@code throw} before the call tells the compiler so. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Java knows no other way.
    static <E extends Exception> E unchecked(Exception e) throws E {
        throw (E) e;
    }
}
