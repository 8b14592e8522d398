package io.mastic.runtime.transform;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a field's value becomes, wherever the field lies: in structs, and in structs that are elements of arrays. */
@FunctionalInterface
interface FieldChange {
    Column of(Column value, DataType type);

    /** A frame with the change made at a path, or the same frame if nothing is there. */
    static DynamicFrame at(DynamicFrame frame, FieldPath path, FieldChange change) {
        List<TopLevel> columns = TopLevel.of(frame.toDF());
        if (TopLevel.named(path.column(), columns).isEmpty()) {
            return frame;
        }
        Column[] changed = columns.stream()
                .map(column -> column.name().equals(path.column())
                        ? inside(column.column(), column.type(), path.below(), path.elements(), change)
                                .as(column.name())
                        : column.column())
                .toArray(Column[]::new);
        return frame.with(frame.toDF().select(changed));
    }

    /** The change made to a value or, if that is an array, to its elements, however deep. */
    static FieldChange ofElements(FieldChange change) {
        return (value, type) -> type instanceof ArrayType array
                ? functions.transform(value, element -> ofElements(change).of(element, array.elementType()))
                : change.of(value, type);
    }

    private static Column inside(
            Column value, DataType type, List<String> names, boolean elements, FieldChange change) {
        if (type instanceof ArrayType array && (elements || !names.isEmpty())) {
            boolean last = names.isEmpty();
            return functions.transform(
                    value, element -> inside(element, array.elementType(), names, elements && !last, change));
        }
        if (names.isEmpty()) {
            return change.of(value, type);
        }
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                if (field.name().equals(names.get(0))) {
                    Column inner = value.getField(field.name());
                    List<String> below = names.subList(1, names.size());
                    return value.withField(
                            HiveTypes.quoted(field.name()), inside(inner, field.dataType(), below, elements, change));
                }
            }
        }
        return value;
    }
}
