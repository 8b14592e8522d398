package io.mastic.runtime.source;

import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.catalog.DataCatalog;
import java.util.Locale;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the files of a table as Spark itself does when it is given their folder. */
public final class SparkSource {
    private SparkSource() {}

    /**
     * The rows of a table's folder. Columns and partition keys are what Spark finds in files and folders, unless the
     * catalog's are asked for.
     *
     * @param options JSON: {@code useCatalogSchema} (false)
     * @param predicate Spark SQL over the rows; "" for all
     * @throws UnsupportedOperationException for formats that Spark cannot read by itself
     */
    public static Dataset<Row> read(
            SparkSession spark,
            DataCatalog catalog,
            String database,
            String name,
            String options,
            String predicate,
            String catalogId) {
        Table table = catalog.of(catalogId).table(database, name);
        TableFormat format = TableFormat.of(table.getStorageDescriptor(), table.getParameters(), null);
        DataFrameReader reader = reader(spark.read(), format, database + "." + name);
        if (Options.parse(options).flag("useCatalogSchema", false)) {
            reader = reader.schema(CatalogSource.schema(catalog, database, name, catalogId));
        }
        Dataset<Row> rows = reader.load(table.getStorageDescriptor().getLocation());
        return predicate.isBlank() ? rows : rows.where(predicate);
    }

    private static DataFrameReader reader(DataFrameReader reader, TableFormat format, String table) {
        return switch (format.kind()) {
            case PARQUET, ORC, AVRO, JSON -> reader.format(format.kind().name().toLowerCase(Locale.ROOT));
            case CSV ->
                reader.format("csv")
                        .option("sep", format.separator())
                        .option("quote", format.quote())
                        .option("header", format.headerLines() > 0);
            case HIVE_TEXT ->
                throw new UnsupportedOperationException(
                        "Table %s is Hive text, which Spark cannot read by itself: leave useSparkDataSource out"
                                .formatted(table));
        };
    }
}
