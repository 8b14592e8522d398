package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The columns of a DynamoDB export in JSON, whose values stand in structs named by their type, as plain columns.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class DynamoDbJson {
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "M", "L");
    private static final String MAP = "M";

    private DynamoDbJson() {}

    /**
     * The attributes of the column {@code Item} as columns without their types; numbers stay texts. An attribute of several types is a choice. Other
     * columns stay.
     *
     * @param deep whether the values in maps and lists lose their types as well
     */
    public static DynamicFrame apply(DynamicFrame frame, boolean deep) {
        List<TopLevel> columns = new ArrayList<>();
        for (TopLevel column : TopLevel.of(frame)) {
            if (column.name().equalsIgnoreCase("item") && column.value().isStruct()) {
                column.value()
                        .fields()
                        .forEach(attribute ->
                                columns.add(TopLevel.of(attribute.name(), untyped(attribute.value(), deep))));
            } else {
                columns.add(column);
            }
        }
        return frame.select(columns);
    }

    private static Value untyped(Value value, boolean deep) {
        List<TopLevel> typed = value.fields();
        if (!value.isStruct() || typed.isEmpty() || !TYPES.containsAll(names(typed))) {
            return value;
        }
        List<Value> values = typed.stream()
                .filter(field -> !field.name().equals("NULL"))
                .map(field -> deep ? inside(field) : field.value())
                .toList();
        if (values.isEmpty()) {
            return Value.none(DataTypes.NullType);
        }
        DataType type = ChoiceTypes.of(values.stream().map(Value::type).toList());
        Column[] all = values.stream().map(each -> each.as(type).column()).toArray(Column[]::new);
        return new Value(functions.coalesce(all), type);
    }

    private static List<String> names(List<TopLevel> fields) {
        return fields.stream().map(TopLevel::name).toList();
    }

    private static Value inside(TopLevel typed) {
        Value value = typed.value();
        if (typed.name().equals(MAP) && value.isStruct()) {
            Value struct = Value.struct(value.fields().stream()
                    .map(field -> TopLevel.of(field.name(), untyped(field.value(), true)))
                    .toList());
            return new Value(functions.when(value.column().isNotNull(), struct.column()), struct.type());
        }
        return Optional.of(value)
                .filter(list -> list.type() instanceof ArrayType)
                .map(list -> list.elements(element -> untyped(element, true)))
                .orElse(value);
    }
}
