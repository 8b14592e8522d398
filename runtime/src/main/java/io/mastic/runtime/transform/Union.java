package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.TopLevel;
import java.util.List;

/**
 * The rows of two frames, duplicates included, by column name; a column that only one frame has is null in the other's rows.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class Union {
    private Union() {}

    /**
     * Unites two frames under the first one's name.
     *
     * @throws UnsupportedOperationException if a column has different types: choice columns are not there yet
     */
    public static DynamicFrame apply(DynamicFrame first, DynamicFrame second) {
        List<TopLevel> columns = TopLevel.of(first.toDF());
        for (TopLevel other : TopLevel.of(second.toDF())) {
            TopLevel.named(other.name(), columns)
                    .filter(column -> !column.type().equals(other.type()))
                    .ifPresent(column -> {
                        throw new UnsupportedOperationException("The union cannot make a choice yet: \"" + other.name()
                                + "\" is " + GlueTypes.name(column.type()) + " in one frame and "
                                + GlueTypes.name(other.type()) + " in the other; cast one of them first");
                    });
        }
        return first.with(first.toDF().unionByName(second.toDF(), true));
    }
}
