package io.mastic.runtime.frame;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of one schema under a name: Glue's DynamicFrame, as a lazy DataFrame plan. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class DynamicFrame {
    private final Dataset<Row> rows;
    private final String name;

    private DynamicFrame(Dataset<Row> rows, String name) {
        this.rows = Objects.requireNonNull(rows);
        this.name = Objects.requireNonNull(name);
    }

    public static DynamicFrame fromDF(Dataset<Row> rows, String name) {
        return new DynamicFrame(rows, name);
    }

    /** The rows as a DataFrame, without copying. */
    public Dataset<Row> toDF() {
        return rows;
    }

    public String name() {
        return name;
    }

    public StructType schema() {
        return rows.schema();
    }

    /** Other rows under the same name. */
    public DynamicFrame with(Dataset<Row> others) {
        return new DynamicFrame(others, name);
    }

    /** The same rows under another name. */
    public DynamicFrame named(String other) {
        return new DynamicFrame(rows, other);
    }

    /** The schema as {@code printSchema} prints it. */
    public String schemaText() {
        return SchemaText.of(schema());
    }

    /** The schema as the JSON that {@code awsglue.gluetypes} reads. */
    public String schemaJson() {
        return SchemaJson.of(schema());
    }

    /** The first rows as JSON objects, fields without a value as {@code null}. Runs a Spark job. */
    public List<String> firstAsJson(int rowCount) {
        Column[] all = TopLevel.of(rows).stream().map(TopLevel::column).toArray(Column[]::new);
        if (all.length == 0) {
            return rows.takeAsList(rowCount).stream().map(row -> "{}").toList();
        }
        Column json = functions.to_json(functions.struct(all), Map.of("ignoreNullFields", "false"));
        return rows.select(json).takeAsList(rowCount).stream()
                .map(row -> JsonSpacing.spaced(row.getString(0)))
                .toList();
    }
}
