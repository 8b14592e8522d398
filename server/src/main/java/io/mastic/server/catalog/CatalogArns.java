package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import io.mastic.protocol.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The ARNs that a catalog operation touches: a thing and all that contain it.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html">AWS</a>
 */
public final class CatalogArns {
    private CatalogArns() {}

    /** A member of a request, which may be absent. */
    interface Name<I> {
        @Nullable
        String of(I request);
    }

    /** What an operation on something in a table touches. */
    static <I extends SdkPojo> Operation.Resources<I> inTable(Name<I> catalogId, Name<I> database, Name<I> table) {
        return (call, request) -> table(call, catalogId.of(request), database.of(request), table.of(request));
    }

    public static List<String> catalog(Call call, @Nullable String catalogId) {
        return List.of(arn(call, catalogId, "catalog"));
    }

    static List<String> database(Call call, @Nullable String catalogId, @Nullable String database) {
        return List.of(arn(call, catalogId, "catalog"), arn(call, catalogId, "database/" + folded(database)));
    }

    static List<String> table(
            Call call, @Nullable String catalogId, @Nullable String database, @Nullable String table) {
        return List.of(
                arn(call, catalogId, "catalog"),
                arn(call, catalogId, "database/" + folded(database)),
                arn(call, catalogId, "table/" + folded(database) + "/" + folded(table)));
    }

    static List<String> function(
            Call call, @Nullable String catalogId, @Nullable String database, @Nullable String function) {
        return List.of(
                arn(call, catalogId, "catalog"),
                arn(call, catalogId, "database/" + folded(database)),
                arn(call, catalogId, "userDefinedFunction/" + folded(database) + "/" + folded(function)));
    }

    private static String folded(@Nullable String name) {
        return Optional.ofNullable(name).orElse("").toLowerCase(Locale.ROOT);
    }

    /** @param catalogId the account that the resource belongs to, if it is not the caller's */
    public static String arn(Call call, @Nullable String catalogId, String resource) {
        var account = Optional.ofNullable(catalogId).orElse(call.accountId());
        return "arn:aws:glue:" + call.region() + ":" + account + ":" + resource;
    }
}
