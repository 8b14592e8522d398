package io.mastic.runtime.sink;

import com.amazonaws.services.glue.model.Column;
import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.catalog.DataCatalog;
import io.mastic.runtime.source.Options;
import io.mastic.runtime.source.TableFormat;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to a table that exists, in the table's format and place.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/update-from-job.html">AWS</a>
 */
public final class CatalogSink {
    private CatalogSink() {}

    /**
     * Appends rows to a table's files. Rows without any column write nothing. In text, whose columns go by position,
     * the rows are put in the table's order: columns that the table does not have are left out, missing ones are null.
     *
     * @param options JSON: {@code enableUpdateCatalog} (false), {@code updateBehavior}, {@code compression}
     * @param catalogId the account of the catalog, or "" for the run's own
     * @throws com.amazonaws.services.glue.model.EntityNotFoundException when there is no such table
     */
    public static void write(
            DataCatalog catalog,
            Dataset<Row> rows,
            String database,
            String name,
            String options,
            String context,
            String catalogId) {
        Options given = Options.parse(options);
        DataCatalog asked = catalog.of(catalogId);
        Table table = asked.table(database, name);
        TableFormat described = TableFormat.of(table.getStorageDescriptor(), table.getParameters(), null);
        WriteFormat format = WriteFormat.of(described, given);
        List<String> keys = table.getPartitionKeys() == null
                ? List.of()
                : table.getPartitionKeys().stream().map(Column::getName).toList();
        Dataset<Row> writable = WritableRows.of(rows, format.kind());
        if (writable.schema().isEmpty()) {
            return;
        }
        boolean update = given.flag("enableUpdateCatalog", false);
        Dataset<Row> placed = writable;
        if (format.kind() == WriteFormat.Kind.CSV) {
            placed = update ? TableOrder.extended(writable, table) : TableOrder.of(writable, table);
        }
        String path = table.getStorageDescriptor().getLocation();
        WrittenRows written = new WrittenRows(placed, format, keys, context);
        List<List<@Nullable String>> partitions =
                update && !keys.isEmpty() ? written.writeAndObserve(path) : written.writeAll(path);
        if (update) {
            UpdateBehavior behavior = UpdateBehavior.parse(given.text("updateBehavior", "UPDATE_IN_DATABASE"));
            new CatalogUpdate(asked, database, name, behavior).describe(Optional.of(table), written, path, partitions);
        }
    }
}
