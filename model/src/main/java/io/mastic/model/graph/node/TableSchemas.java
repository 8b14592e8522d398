package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Schema;
import java.util.Optional;

/** The columns of the Data Catalog's tables, as far as whoever asks may see them. */
@FunctionalInterface
public interface TableSchemas {
    /** For who asks about a graph alone. */
    TableSchemas NONE = table -> Optional.empty();

    /** Empty for a table that is not there, or not to be seen. */
    Optional<Schema> of(Origin.Table table);
}
