package io.mastic.runtime.frame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The records on which the steps that led to a frame have failed, as plans beside the frame's own: they are computed
 * only when somebody asks for them. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class ErrorRecords {
    /** What is known of an error record, under the column {@code error}. */
    private static final StructType ERROR =
            StructType.fromDDL("error struct<callsite:struct<site:string,info:string>,msg:string,"
                    + "stackTrace:string,input:string,bytesread:bigint,source:string,dynamicRecord:string>");

    static final ErrorRecords NONE = new ErrorRecords(List.of(), List.of());

    private final List<Dataset<Row>> stage;
    private final List<Dataset<Row>> earlier;

    private ErrorRecords(List<Dataset<Row>> stage, List<Dataset<Row>> earlier) {
        this.stage = stage;
        this.earlier = earlier;
    }

    /**
     * Error records of one step.
     *
     * @param failed with the text columns {@code msg}, {@code stackTrace} and {@code input}, which is the record as it
     *     was read or as JSON
     * @param site where in the script the step stands
     * @param info what the script says of the step
     */
    public static Dataset<Row> of(Dataset<Row> failed, String site, String info) {
        Column none = functions.lit(null);
        Column error = functions.struct(
                functions.struct(
                        functions.lit(site).as("site"), functions.lit(info).as("info")),
                failed.col("msg"),
                failed.col("stackTrace"),
                failed.col("input"),
                functions.length(failed.col("input")).cast("bigint"),
                none.cast("string"),
                failed.col("input"));
        DataType type = ERROR.apply("error").dataType();
        return failed.select(error.cast(type).as("error"));
    }

    /** Those of a step that fails on nothing: what there was is of earlier steps. */
    ErrorRecords next() {
        return stage.isEmpty() ? this : new ErrorRecords(List.of(), all());
    }

    /** Those of a step that fails on some records. */
    ErrorRecords next(Dataset<Row> failed) {
        return new ErrorRecords(List.of(failed), all());
    }

    /** Those of a step that has two frames; branches that meet again have steps in common. */
    ErrorRecords and(ErrorRecords others) {
        Set<Dataset<Row>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Dataset<Row>> both = Stream.concat(all().stream(), others.all().stream())
                .filter(distinct::add)
                .toList();
        return both.isEmpty() ? NONE : new ErrorRecords(List.of(), both);
    }

    private List<Dataset<Row>> all() {
        List<Dataset<Row>> all = new ArrayList<>(earlier);
        all.addAll(stage);
        return all;
    }

    /** The number of error records of the last step. Runs a Spark job if there may be any. */
    public long stageCount() {
        return stage.stream().mapToLong(Dataset::count).sum();
    }

    /** The number of error records of all steps. Runs a Spark job if there may be any. */
    public long count() {
        return all().stream().mapToLong(Dataset::count).sum();
    }

    /** All error records, lazily: one column {@code error}. */
    Dataset<Row> rows(SparkSession spark) {
        return all().stream().reduce(Dataset::union).orElseGet(() -> spark.createDataFrame(List.of(), ERROR));
    }
}
