package io.mastic.server.catalog;

import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Call;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.Table;

/** Tables for operations of other services, as their callers may see them. */
public final class VisibleTables {
    private final Tables tables;
    private final Authoriser authoriser;

    public VisibleTables(Tables tables, Authoriser authoriser) {
        this.tables = tables;
        this.authoriser = authoriser;
    }

    /** @throws io.mastic.protocol.ServiceException {@code AccessDeniedException} as GetTable, {@code EntityNotFoundException} */
    public Table get(Call call, String database, String name) {
        authoriser.authorise(call.caller(), "glue:GetTable", CatalogArns.table(call, null, database, name), Map.of());
        return tables.get(CatalogScope.of(call, null), database, name);
    }
}
