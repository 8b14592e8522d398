package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ARNs that a catalog operation touches: a thing and all that contain it.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html">AWS</a>
 */
final class CatalogArns {
    private CatalogArns() {}

    static List<String> catalog(Call call) {
        return List.of(arn(call, "catalog"));
    }

    static List<String> database(Call call, @Nullable String database) {
        return List.of(arn(call, "catalog"), arn(call, "database/" + folded(database)));
    }

    static List<String> table(Call call, @Nullable String database, @Nullable String table) {
        return List.of(
                arn(call, "catalog"),
                arn(call, "database/" + folded(database)),
                arn(call, "table/" + folded(database) + "/" + folded(table)));
    }

    private static String folded(@Nullable String name) {
        return Optional.ofNullable(name).orElse("").toLowerCase(Locale.ROOT);
    }

    static String arn(Call call, String resource) {
        return "arn:aws:glue:" + call.region() + ":" + call.accountId() + ":" + resource;
    }
}
