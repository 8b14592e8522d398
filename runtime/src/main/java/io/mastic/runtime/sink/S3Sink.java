package io.mastic.runtime.sink;

import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.catalog.DataCatalog;
import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.source.Options;
import io.mastic.runtime.transform.ResolveChoice;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes rows to an S3 folder, next to what lies there. Nothing is visible before all rows are written.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-s3-home.html">AWS</a>
 */
public final class S3Sink {
    private S3Sink() {}

    /**
     * Appends rows to the files of a folder. Rows without any column write nothing. A choice is written as the value
     * that it has to JSON and CSV, and as a struct to other formats.
     *
     * @param connectionOptions JSON: {@code path} (text), {@code partitionKeys} (list), {@code compression},
     *     {@code numberTargetPartitions} (0: automatic)
     * @param format {@code csv}, {@code json}, {@code parquet}, {@code glueparquet}, {@code orc} or {@code avro}, in any
     *     case
     * @param formatOptions JSON: the format's options
     * @param context the write's {@code transformation_ctx}, a part of its files' names
     * @throws IllegalArgumentException for options that cannot be understood
     * @throws UnsupportedOperationException for formats that Glue writes and this version does not
     */
    public static void write(
            DynamicFrame frame, String connectionOptions, String format, String formatOptions, String context) {
        Options connection = Options.parse(connectionOptions);
        WriteFormat how = WriteFormat.of(format, Options.parse(formatOptions), connection);
        String path = path(connection);
        List<String> keys = connection.list("partitionKeys");
        DynamicFrame spread = spread(frame, connection);
        if (how.kind() == WriteFormat.Kind.JSON && ChoiceTypes.hasChoice(frame.schema())) {
            new WrittenRows(ChoiceRows.json(spread, keys, how), how, "text", keys, context).writeAll(path);
            return;
        }
        DynamicFrame settled = how.kind() == WriteFormat.Kind.CSV ? ResolveChoice.all(spread, "cast:string") : spread;
        Dataset<Row> writable = WritableRows.of(settled.rows(), how.kind());
        if (!writable.schema().isEmpty()) {
            new WrittenRows(writable, how, keys, context).writeAll(path);
        }
    }

    /**
     * As {@link #write}, and describes what was written in a table: creates it, or updates its columns, and adds the
     * partitions that were written.
     *
     * @param connectionOptions also {@code updateBehavior}: {@code UPDATE_IN_DATABASE} (default) or {@code LOG}
     * @param catalogId the account of the catalog, or "" for the run's own
     * @throws com.amazonaws.services.glue.model.EntityNotFoundException when the database is missing; nothing is
     *     written then
     */
    public static void writeWithTable(
            DataCatalog catalog,
            DynamicFrame frame,
            String connectionOptions,
            String format,
            String formatOptions,
            String context,
            String database,
            String table,
            String catalogId) {
        Options connection = Options.parse(connectionOptions);
        WriteFormat how = WriteFormat.of(format, Options.parse(formatOptions), connection);
        CatalogUpdate update = new CatalogUpdate(
                catalog.of(catalogId),
                database,
                table,
                UpdateBehavior.parse(connection.text("updateBehavior", "UPDATE_IN_DATABASE")));
        Optional<Table> existing = update.find();
        Dataset<Row> writable = WritableRows.of(spread(frame, connection).rows(), how.kind());
        if (writable.schema().isEmpty()) {
            return;
        }
        if (how.kind() == WriteFormat.Kind.CSV && existing.isPresent()) {
            writable = TableOrder.extended(writable, existing.get());
        }
        String path = path(connection);
        WrittenRows written = new WrittenRows(writable, how, connection.list("partitionKeys"), context);
        update.describe(
                existing,
                written,
                path,
                written.keys().isEmpty() ? written.writeAll(path) : written.writeAndObserve(path));
    }

    /** As many tasks, and so files of each folder, as the option {@code numberTargetPartitions} says; 0 is automatic. */
    private static DynamicFrame spread(DynamicFrame frame, Options connection) {
        int partitions = Integer.parseInt(connection.text("numberTargetPartitions", "0"));
        return partitions > 0 ? frame.with(frame.rows().repartition(partitions)) : frame;
    }

    private static String path(Options connection) {
        return connection
                .text("path")
                .filter(path -> !path.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("An S3 sink needs the option 'path'"));
    }
}
