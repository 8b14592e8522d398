package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The rows of a frame, those with the keys of another frame's replaced by these.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class MergeFrames {
    private static final String KEY = "key";

    private MergeFrames() {}

    /**
     * Rows that have a key twice stay twice, on either side; a null is no key's equal. Columns are united as by {@link Union}.
     *
     * @param stage the rows that replace others and are added
     * @param primaryKeys names of columns that both frames have
     * @throws IllegalArgumentException for no key, and for one that is not a column of both
     */
    public static DynamicFrame apply(DynamicFrame source, DynamicFrame stage, List<String> primaryKeys) {
        if (primaryKeys.isEmpty()) {
            throw new IllegalArgumentException("A merge needs primary keys");
        }
        Column[] replaced = new Column[primaryKeys.size()];
        Column equal = functions.lit(true);
        for (int at = 0; at < replaced.length; at++) {
            replaced[at] = key(stage, primaryKeys.get(at)).as(KEY + at);
            equal = equal.and(key(source, primaryKeys.get(at)).equalTo(functions.col(KEY + at)));
        }
        DynamicFrame kept = source.with(source.rows().join(stage.rows().select(replaced), equal, "left_anti"));
        return Union.apply(kept, stage);
    }

    private static Column key(DynamicFrame frame, String name) {
        return TopLevel.named(name, TopLevel.of(frame))
                .orElseThrow(() -> new IllegalArgumentException("The primary key \"" + name
                        + "\" is not among the columns of the frame \"" + frame.name() + "\""))
                .column();
    }
}
