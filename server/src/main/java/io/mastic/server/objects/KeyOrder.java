package io.mastic.server.objects;

/** S3 orders keys by the bytes of their UTF-8; Java orders text by UTF-16, which differs beyond U+FFFF. */
final class KeyOrder {
    private KeyOrder() {}

    static int compare(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        for (int i = 0; i < shared; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : surrogateFirst(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static int surrogateFirst(char a, char b) {
        return Character.isSurrogate(a) ? (b >= 0xE000 ? 1 : Character.compare(a, b)) : -surrogateFirst(b, a);
    }
}
