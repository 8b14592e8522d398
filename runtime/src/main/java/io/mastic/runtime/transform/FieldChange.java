package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;

/**
 * What a field's value becomes, wherever the field lies: in structs, in structs that are elements of arrays, and in
 * structs and arrays that are alternatives of a choice.
 */
@FunctionalInterface
interface FieldChange {
    Value of(Value value);

    /** A frame with the change made at a path, or the same frame if nothing is there. */
    static DynamicFrame at(DynamicFrame frame, FieldPath path, FieldChange change) {
        List<TopLevel> columns = TopLevel.of(frame);
        if (TopLevel.named(path.column(), columns).isEmpty()) {
            return frame;
        }
        return frame.select(columns.stream()
                .map(column -> column.name().equals(path.column())
                        ? TopLevel.of(column.name(), inside(column.value(), path.below(), path.elements(), change))
                        : column)
                .toList());
    }

    /** The change made to a value or, if that is an array, to its elements, however deep, where these are structs. */
    static FieldChange ofStructs(FieldChange change) {
        return value -> {
            if (value.type() instanceof ArrayType) {
                return value.elements(element -> ofStructs(change).of(element));
            }
            if (value.isChoice()) {
                return value.changed("struct", struct -> ofStructs(change).of(struct));
            }
            return value.isStruct() ? change.of(value) : value;
        };
    }

    private static Value inside(Value value, List<String> names, boolean elements, FieldChange change) {
        boolean last = names.isEmpty();
        if (last && !elements) {
            return change.of(value);
        }
        if (value.type() instanceof ArrayType) {
            return value.elements(element -> inside(element, names, elements && !last, change));
        }
        if (value.isChoice()) {
            String kind = last || value.struct().isEmpty() ? "array" : "struct";
            return value.changed(kind, alternative -> inside(alternative, names, elements, change));
        }
        return last
                ? value
                : value.changed(names.get(0), field -> inside(field, names.subList(1, names.size()), elements, change));
    }
}
