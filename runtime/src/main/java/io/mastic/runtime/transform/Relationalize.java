package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;

/**
 * Nested data as flat frames: one of the structs' fields, and one for each array, whose {@code id} joins to the column that the array was.
 *
 * <p>Rows with arrays are numbered once and kept in the staging folder, so that all frames have the same numbers, whatever Spark's plan for each.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-Relationalize.html">AWS</a>
 */
public final class Relationalize {
    private final String root;
    private final String staging;
    private final Map<String, DynamicFrame> frames = new LinkedHashMap<>();

    private Relationalize(String root, String staging) {
        this.root = root;
        this.staging = staging + (staging.endsWith("/") ? "" : "/") + UUID.randomUUID();
    }

    /**
     * The frames by name, the root's first. An array {@code a.b} makes the frame {@code <root>_a.b} with the columns {@code id}, {@code index} (from 0)
     * and {@code a.b.val}, or {@code a.b.val.<field>} if its elements are structs. Maps count as arrays of {@code key} and {@code value}.
     *
     * @param staging a folder to write to; nothing is written for frames without arrays
     */
    public static Map<String, DynamicFrame> apply(DynamicFrame frame, String root, String staging) {
        Relationalize relations = new Relationalize(root, staging);
        relations.add(root, frame.named(root));
        return relations.frames;
    }

    private void add(String name, DynamicFrame frame) {
        boolean hasArrays =
                !Flattening.of(TopLevel.of(frame), array -> array).arrays().isEmpty();
        DynamicFrame numbered = hasArrays ? numbered(frame) : frame;
        List<TopLevel> columns = new ArrayList<>(TopLevel.of(numbered));
        Column number = hasArrays ? columns.remove(columns.size() - 1).column() : functions.lit(null);
        Flattening flat = Flattening.of(
                columns, array -> new Value(functions.when(array.column().isNotNull(), number), DataTypes.LongType));
        frames.put(name, frame.followedBy(numbered.select(flat.columns())));
        for (TopLevel array : flat.arrays()) {
            String child = root + "_" + array.name();
            add(child, elements(numbered, array, number).named(child));
        }
    }

    private static DynamicFrame elements(DynamicFrame numbered, TopLevel array, Column number) {
        Column[] exploded = {number.as("id"), functions.posexplode(array.column())};
        Dataset<Row> rows = numbered.rows().select(exploded);
        DataType element = ((ArrayType) array.type()).elementType();
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("index", DataTypes.IntegerType)
                .add("value", element);
        List<TopLevel> columns = new ArrayList<>(TopLevel.of(rows, schema));
        columns.set(1, TopLevel.of("index", columns.get(1).value()));
        columns.set(
                2,
                TopLevel.of(Flattening.elementName(array.name()), columns.get(2).value()));
        return DynamicFrame.of(rows, schema, "").select(columns);
    }

    /** The rows as they were written, with a number at the end. */
    private DynamicFrame numbered(DynamicFrame frame) {
        List<TopLevel> all = TopLevel.of(frame);
        Column[] written = new Column[all.size() + 1];
        for (int at = 0; at < all.size(); at++) {
            // Under other names, for Parquet does not take two that differ in case only.
            written[at] = stored(all.get(at)).column().as("c" + at);
        }
        written[all.size()] = functions.monotonically_increasing_id().as("number");
        String folder = staging + "/" + frames.size();
        frame.rows().select(written).write().parquet(folder);
        Dataset<Row> rows = frame.rows().sparkSession().read().parquet(folder);
        List<TopLevel> columns = TopLevel.of(rows, rows.schema());
        List<TopLevel> read = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            DataType type = all.get(at).type();
            Value value = type instanceof NullType
                    ? Value.none(type)
                    : new Value(columns.get(at).column(), ChoiceTypes.withoutNulls(type));
            read.add(TopLevel.of(all.get(at).name(), value));
        }
        read.add(columns.get(all.size()));
        return DynamicFrame.fromDF(rows, frame.name()).select(read);
    }

    private static Value stored(TopLevel column) {
        DataType type = ChoiceTypes.withoutNulls(column.type());
        return type.equals(column.type())
                ? column.value()
                : new Value(column.column().cast(ChoiceTypes.plain(type)), type);
    }
}
