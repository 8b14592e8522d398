package io.mastic.runtime.frame;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Rows of one schema under a name: Glue's DynamicFrame, as a lazy DataFrame plan. Immutable.
 *
 * <p>The schema is the rows' own but for its choices ({@link ChoiceTypes}), which the rows do not tell from structs.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class DynamicFrame {
    private final Dataset<Row> rows;
    private final StructType schema;
    private final String name;
    private final ErrorRecords errors;

    private DynamicFrame(Dataset<Row> rows, StructType schema, String name, ErrorRecords errors) {
        this.rows = Objects.requireNonNull(rows);
        this.schema = schema.asNullable();
        this.name = Objects.requireNonNull(name);
        this.errors = errors;
    }

    public static DynamicFrame fromDF(Dataset<Row> rows, String name) {
        return new DynamicFrame(rows, rows.schema(), name, ErrorRecords.NONE);
    }

    /** Rows some of whose structs are choices, as a schema of the same shape tells. */
    public static DynamicFrame of(Dataset<Row> rows, StructType schema, String name) {
        return new DynamicFrame(rows, schema, name, ErrorRecords.NONE);
    }

    /** As {@link #of(Dataset, StructType, String)}, with the schema as {@code awsglue.gluetypes} writes it. */
    public static DynamicFrame of(Dataset<Row> rows, String schemaJson, String name) {
        return of(rows, SchemaJson.parse(schemaJson), name);
    }

    /** The rows; a choice is a struct with a field for each of its types. */
    public Dataset<Row> rows() {
        return rows;
    }

    /**
     * The rows as a DataFrame whose columns are its own, without copying: as with Glue's, those of two calls can be told apart, and so be joined to each other.
     */
    public Dataset<Row> toDF() {
        // By attribute: a name may be there twice.
        Column[] own = JavaConverters.seqAsJavaList(
                        rows.queryExecution().analyzed().output())
                .stream()
                .map(column -> new Column(column).as(column.name()))
                .toArray(Column[]::new);
        return rows.select(own);
    }

    public String name() {
        return name;
    }

    public StructType schema() {
        return schema;
    }

    /** Other rows of the same schema under the same name. */
    public DynamicFrame with(Dataset<Row> others) {
        return new DynamicFrame(others, schema, name, errors.next());
    }

    /** What becomes of the rows, column by column. */
    public DynamicFrame select(List<TopLevel> columns) {
        Column[] named = columns.stream().map(TopLevel::named).toArray(Column[]::new);
        return new DynamicFrame(rows.select(named), Value.schema(columns), name, errors.next());
    }

    /** The same rows under another name. */
    public DynamicFrame named(String other) {
        return new DynamicFrame(rows, schema, other, errors);
    }

    /** What a step made of this frame. */
    public DynamicFrame followedBy(DynamicFrame result) {
        return new DynamicFrame(
                result.rows, result.schema, result.name, errors.next().and(result.errors));
    }

    /** What a step made of this frame and another one. */
    public DynamicFrame followedBy(DynamicFrame result, DynamicFrame other) {
        return followedBy(new DynamicFrame(result.rows, result.schema, result.name, other.errors.and(result.errors)));
    }

    /** The same rows, of a step that failed on some others. */
    public DynamicFrame failing(Dataset<Row> failed) {
        return new DynamicFrame(rows, schema, name, errors.next(failed));
    }

    public ErrorRecords errors() {
        return errors;
    }

    /** A frame of one column, {@code error}, with all error records of this frame. */
    public DynamicFrame errorsAsDynamicFrame() {
        return fromDF(errors.rows(rows.sparkSession()), name + "_errors");
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
        Column[] all = TopLevel.of(this).stream().map(TopLevel::column).toArray(Column[]::new);
        if (all.length == 0) {
            return rows.takeAsList(rowCount).stream().map(row -> "{}").toList();
        }
        Column json = functions.to_json(functions.struct(all), Map.of("ignoreNullFields", "false"));
        return rows.select(ChoiceJson.plain(json, schema)).takeAsList(rowCount).stream()
                .map(row -> JsonSpacing.spaced(row.getString(0)))
                .toList();
    }
}
