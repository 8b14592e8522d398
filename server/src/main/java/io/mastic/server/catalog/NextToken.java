package io.mastic.server.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A page's end: the last key, opaque to clients. A page after a key costs the same wherever the key is. */
public final class NextToken {
    private static final String MARK = "m1:";

    private NextToken() {}

    public static String of(String lastKey) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((MARK + lastKey).getBytes(StandardCharsets.UTF_8));
    }

    /** @return the last key, empty for the first page */
    public static String read(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "";
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK) && text.indexOf(0) < 0) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException e) {
            throw CatalogErrors.invalidToken();
        }
        throw CatalogErrors.invalidToken();
    }
}
