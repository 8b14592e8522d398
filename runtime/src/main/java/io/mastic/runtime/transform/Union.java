package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of two frames, duplicates included, by column name; a column that only one frame has is null in the other's rows, and one whose types differ
 * is a choice.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class Union {
    private Union() {}

    /** Unites two frames under the first one's name. */
    public static DynamicFrame apply(DynamicFrame first, DynamicFrame second) {
        StructType all = ChoiceTypes.mergeFields(first.schema(), second.schema());
        DynamicFrame one = widened(first, all);
        return one.followedBy(one.with(one.rows().union(widened(second, all).rows())), second);
    }

    private static DynamicFrame widened(DynamicFrame frame, StructType all) {
        List<TopLevel> columns = TopLevel.of(frame);
        return frame.select(Arrays.stream(all.fields())
                .map(field -> TopLevel.of(
                        field.name(),
                        TopLevel.named(field.name(), columns)
                                .map(TopLevel::value)
                                .orElseGet(() -> Value.none(DataTypes.NullType))
                                .as(field.dataType())))
                .toList());
    }
}
