package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import io.mastic.runtime.source.JsonText;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes structs, arrays or maps of JSON texts.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-parse-json-column.html">AWS</a>
 */
public final class ParseJsonColumn {
    private static final long SEED = 1;
    private static final String UNREAD = "unread text";

    private ParseJsonColumn() {}

    /**
     * Parses a column; text that is no JSON of this type becomes null. Without a schema, texts are read once now to find the fields of the objects in them, which
     * may be choices.
     *
     * @param schema in Spark's DDL: {@code a STRING, b INT}, {@code ARRAY<STRING>}; empty to find it, which can be done for objects alone
     * @param samplingRatio which share of the rows is read to find a schema, above 0 and at most 1
     * @param newColName gets what is parsed; if empty, the column itself does
     * @throws IllegalArgumentException for a schema that cannot be read, another ratio, and if no object is found
     */
    public static DynamicFrame apply(
            DynamicFrame frame, String colName, String schema, double samplingRatio, String newColName) {
        if (!(samplingRatio > 0 && samplingRatio <= 1)) {
            throw new IllegalArgumentException(
                    "The parameter samplingRatio is %s: give a share above 0 and at most 1".formatted(samplingRatio));
        }
        Columns columns = Columns.of(frame);
        if (!schema.isBlank()) {
            DataType type = Refused.because(
                    "The parameter schema is \"" + schema + "\", which is no schema in DDL such as a STRING, b INT",
                    () -> DataType.fromDDL(schema));
            return columns.changed("colName", colName, newColName, value -> parsed(Columns.text(value), type));
        }
        StructType type = found(frame.rows(), Columns.text(columns.value("colName", colName)), samplingRatio);
        return columns.changed(
                "colName", colName, newColName, value -> new Value(JsonText.parsed(Columns.text(value), type), type));
    }

    private static StructType found(Dataset<Row> rows, Column text, double ratio) {
        Dataset<Row> texts = rows.select(text.as("text")).filter("text is not null");
        Dataset<Row> sample = ratio < 1 ? texts.sample(ratio, SEED) : texts;
        StructType type = JsonText.types(sample.as(Encoders.STRING()));
        if (type.isEmpty()) {
            throw new IllegalArgumentException(
                    "No JSON object with fields is in the column: give the parameter schema, such as ARRAY<STRING>");
        }
        return type;
    }

    private static Value parsed(Column text, DataType type) {
        if (!(type instanceof StructType struct)) {
            return new Value(functions.from_json(text, type), type);
        }
        // Spark makes a struct of nulls of a text that it cannot read, and tells by one more field.
        StructType told = struct.add(UNREAD, DataTypes.StringType);
        Column made = functions.from_json(text, told, Map.of("columnNameOfCorruptRecord", UNREAD));
        Value all = new Value(made, told);
        Column empty = functions.lit(true);
        for (TopLevel field : all.fields().subList(0, struct.size())) {
            empty = empty.and(field.column().isNull());
        }
        Column unread = all.fields().get(struct.size()).column().isNotNull().and(empty);
        return new Value(
                functions.when(functions.not(unread), all.without(UNREAD).column()), struct);
    }
}
