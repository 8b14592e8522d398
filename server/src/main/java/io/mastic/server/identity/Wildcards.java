package io.mastic.server.identity;

/** Matching with {@code *} and {@code ?}, in time linear in text times pattern whatever the pattern. */
final class Wildcards {
    /** Stands for a literal {@code *}, {@code ?} or {@code $} that a policy variable gave. */
    static final char LITERAL = '\uE000';

    private Wildcards() {}

    static boolean match(String text, String pattern) {
        int at = 0;
        int of = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (of < pattern.length() && pattern.charAt(of) == '*') {
                star = of++;
                resume = at;
            } else if (of < pattern.length() && one(text.charAt(at), pattern, of)) {
                of += pattern.charAt(of) == LITERAL ? 2 : 1;
                at++;
            } else if (star >= 0) {
                of = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (of < pattern.length() && pattern.charAt(of) == '*') {
            of++;
        }
        return of == pattern.length();
    }

    private static boolean one(char letter, String pattern, int of) {
        var wanted = pattern.charAt(of);
        if (wanted == LITERAL && of + 1 < pattern.length()) {
            return pattern.charAt(of + 1) == letter;
        }
        return wanted == '?' || wanted == letter;
    }

    /** ARNs match part by part: a wildcard does not span a colon, save in the last part. */
    static boolean matchArn(String arn, String pattern) {
        var parts = arn.split(":", 6);
        var patterns = pattern.split(":", 6);
        if (patterns.length < 6 || parts.length < 6) {
            return match(arn, pattern);
        }
        for (int i = 0; i < 6; i++) {
            if (!match(parts[i], patterns[i])) {
                return false;
            }
        }
        return true;
    }
}
