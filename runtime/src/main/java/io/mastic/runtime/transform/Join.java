package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

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
        List<TopLevel> leftColumns = TopLevel.of(left);
        List<TopLevel> rightColumns = TopLevel.of(right);
        // New columns throughout, so that a frame can be joined with itself.
        DynamicFrame renamed = renamed(leftColumns, right, rightColumns);
        // What is read from nowhere has no columns and no rows, and a job has to get through with it.
        Column condition = leftColumns.isEmpty() || rightColumns.isEmpty()
                ? functions.lit(false)
                : condition(leftColumns, leftKeys, rightColumns, TopLevel.of(renamed), rightKeys);
        StructField[] fields = Stream.of(left, renamed)
                .flatMap(frame -> Arrays.stream(frame.schema().fields()))
                .toArray(StructField[]::new);
        DynamicFrame joined = DynamicFrame.of(
                left.rows().join(renamed.rows(), condition, "inner"),
                DataTypes.createStructType(fields),
                left.name() + right.name());
        return left.followedBy(joined, right);
    }

    private static Column condition(
            List<TopLevel> left,
            List<String> leftKeys,
            List<TopLevel> right,
            List<TopLevel> rightPlaces,
            List<String> rightKeys) {
        Column condition = functions.lit(true);
        for (int at = 0; at < leftKeys.size(); at++) {
            Value one = key(FieldPath.parse(leftKeys.get(at)), left, left);
            Value other = key(FieldPath.parse(rightKeys.get(at)), right, rightPlaces);
            condition = condition.and(equal(one, other));
        }
        return condition;
    }

    /** Values of unlike alternatives are unlike, whatever Spark could cast. */
    private static Column equal(Value one, Value other) {
        if (!one.isChoice() && !other.isChoice()) {
            return one.column().equalTo(other.column());
        }
        DataType both = ChoiceTypes.merge(one.type(), other.type());
        return one.as(both).column().equalTo(other.as(both).column());
    }

    private static DynamicFrame renamed(List<TopLevel> left, DynamicFrame right, List<TopLevel> columns) {
        Set<String> taken = new HashSet<>(left.stream().map(TopLevel::name).toList());
        List<TopLevel> renamed = new ArrayList<>();
        for (TopLevel column : columns) {
            String name = column.name();
            while (!taken.add(name)) {
                name = "." + name;
            }
            renamed.add(new TopLevel(name, column.type(), column.column().as(name)));
        }
        return right.select(renamed);
    }

    /** A key by its name in one list of columns and its place in the other. */
    private static Value key(FieldPath path, List<TopLevel> named, List<TopLevel> places) {
        TopLevel found = TopLevel.named(path.column(), named).orElseThrow(() -> missing(path.column(), named));
        Value key = places.get(named.indexOf(found)).value();
        for (String name : path.below()) {
            Value around = key;
            key = around.field(name).orElseThrow(() -> missing(name, around.fields()));
        }
        return key;
    }

    private static IllegalArgumentException missing(String key, List<TopLevel> columns) {
        return new IllegalArgumentException("The join key \"" + key + "\" is not among the frame's columns "
                + columns.stream().map(TopLevel::name).toList());
    }
}
