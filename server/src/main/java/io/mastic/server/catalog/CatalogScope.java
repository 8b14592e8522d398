package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The account and Region that a request's names belong to. */
public record CatalogScope(String accountId, String region) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /**
     * The catalog of the caller's account, or of another that the request names: the operation's ARNs name it as well,
     * so that the request was authorised for it.
     */
    public static CatalogScope of(Call call, @Nullable String catalogId) {
        if (catalogId != null && !ACCOUNT.matcher(catalogId).matches()) {
            throw CatalogErrors.catalogNotFound(catalogId);
        }
        return new CatalogScope(catalogId == null ? call.accountId() : catalogId, call.region());
    }

    /** Names are lower-case in the catalog, as Hive has them. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
