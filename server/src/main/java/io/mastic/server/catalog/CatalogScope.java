package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The account and Region that a request's names belong to. */
public record CatalogScope(String accountId, String region) {
    /** @throws io.mastic.protocol.ServiceException if the catalog is not the caller's account's own */
    public static CatalogScope of(Call call, @Nullable String catalogId) {
        if (catalogId != null && !catalogId.equals(call.accountId())) {
            throw CatalogErrors.catalogNotFound(catalogId);
        }
        return new CatalogScope(call.accountId(), call.region());
    }

    /** Names are lower-case in the catalog, as Hive has them. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
