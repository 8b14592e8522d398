package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The inner equi-join of two frames. Both frames' keys stay; a column of the right frame whose name the left one has gets a dot before it, so that scripts
 * can drop {@code `.id`}. Keys are compared each with its own partner: Glue itself also takes permutations of their values for equal.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-join.html">AWS</a>
 */
public final class Join {
    private Join() {}

    /**
     * Joins two frames; the result is named after both. A frame without columns matches nothing.
     *
     * @param leftKeys paths in the left frame, case-sensitive
     * @param rightKeys as many paths in the right frame
     * @throws IllegalArgumentException for keys that are none, not as many, or not in their frame
     */
    public static DynamicFrame apply(
            DynamicFrame left, DynamicFrame right, List<String> leftKeys, List<String> rightKeys) {
        if (leftKeys.isEmpty() || leftKeys.size() != rightKeys.size()) {
            throw new IllegalArgumentException(
                    "A join needs as many keys for one frame as for the other, not " + leftKeys + " and " + rightKeys);
        }
        List<TopLevel> leftColumns = TopLevel.of(left.toDF());
        List<TopLevel> rightColumns = TopLevel.of(right.toDF());
        // New columns throughout, so that a frame can be joined with itself.
        Dataset<Row> renamed = right.toDF().select(renamed(leftColumns, rightColumns));
        // What is read from nowhere has no columns and no rows, and a job has to get through with it.
        Column condition = leftColumns.isEmpty() || rightColumns.isEmpty()
                ? functions.lit(false)
                : condition(leftColumns, leftKeys, rightColumns, TopLevel.of(renamed), rightKeys);
        return DynamicFrame.fromDF(left.toDF().join(renamed, condition, "inner"), left.name() + right.name());
    }

    private static Column condition(
            List<TopLevel> left,
            List<String> leftKeys,
            List<TopLevel> right,
            List<TopLevel> rightPlaces,
            List<String> rightKeys) {
        Column condition = functions.lit(true);
        for (int at = 0; at < leftKeys.size(); at++) {
            Column key = key(FieldPath.parse(leftKeys.get(at)), left, left);
            condition = condition.and(key.equalTo(key(FieldPath.parse(rightKeys.get(at)), right, rightPlaces)));
        }
        return condition;
    }

    private static Column[] renamed(List<TopLevel> left, List<TopLevel> right) {
        Set<String> taken = new HashSet<>(left.stream().map(TopLevel::name).toList());
        return right.stream()
                .map(column -> {
                    String name = column.name();
                    while (!taken.add(name)) {
                        name = "." + name;
                    }
                    return column.column().as(name);
                })
                .toArray(Column[]::new);
    }

    /** A key by its name in one list of columns and its place in the other. */
    private static Column key(FieldPath path, List<TopLevel> named, List<TopLevel> places) {
        TopLevel found = TopLevel.named(path.column(), named)
                .orElseThrow(() -> new IllegalArgumentException("The join key \"" + path.column()
                        + "\" is not among the frame's columns "
                        + named.stream().map(TopLevel::name).toList()));
        Column key = places.get(named.indexOf(found)).column();
        for (String name : path.below()) {
            key = key.getField(name);
        }
        return key;
    }
}
