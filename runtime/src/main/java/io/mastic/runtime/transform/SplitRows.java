package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Two frames of one: the rows for which all comparisons hold, and the others.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SplitRows.html">AWS</a>
 */
public final class SplitRows {
    private SplitRows() {}

    /**
     * Splits a frame. A comparison with null does not hold.
     *
     * @param comparisons of each path the operators ({@code =}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}) and the values that they compare with
     * @throws IllegalArgumentException for a path that leads nowhere and an operator that is none
     */
    public static List<DynamicFrame> apply(
            DynamicFrame frame, Map<String, Map<String, Object>> comparisons, String name1, String name2) {
        List<Column> all = new ArrayList<>();
        comparisons.forEach((path, operators) -> {
            Column value = value(frame, path);
            operators.forEach((operator, other) -> all.add(compared(value, operator, functions.lit(other))));
        });
        Column hold = functions.coalesce(all.stream().reduce(functions.lit(true), Column::and), functions.lit(false));
        return List.of(
                frame.with(frame.rows().filter(hold)).named(name1),
                frame.with(frame.rows().filter(functions.not(hold))).named(name2));
    }

    private static Column value(DynamicFrame frame, String path) {
        FieldPath parsed = FieldPath.parse(path);
        Optional<Value> value =
                TopLevel.named(parsed.column(), TopLevel.of(frame)).map(TopLevel::value);
        for (String name : parsed.below()) {
            value = value.flatMap(around -> around.field(name));
        }
        return value.orElseThrow(() -> new IllegalArgumentException("SplitRows finds no field \"" + path + "\""))
                .column();
    }

    private static Column compared(Column value, String operator, Column other) {
        return switch (operator) {
            case "=" -> value.equalTo(other);
            case "!=" -> value.notEqual(other);
            case "<" -> value.lt(other);
            case "<=" -> value.leq(other);
            case ">" -> value.gt(other);
            case ">=" -> value.geq(other);
            default ->
                throw new IllegalArgumentException(
                        "SplitRows has no operator \"" + operator + "\": it has =, !=, <, <=, > and >=");
        };
    }
}
