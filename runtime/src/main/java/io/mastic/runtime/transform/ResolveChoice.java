package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;

/**
 * Settles choices.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ResolveChoice.html">AWS</a>
 */
public final class ResolveChoice {
    private ResolveChoice() {}

    /**
     * Applies one action to each listed field: {@code cast:<type>} to any, the others to choices only.
     *
     * @param specs each (path, action); {@code name[]} means the elements of an array; paths are case-sensitive, and those that lead nowhere are passed over
     * @throws IllegalArgumentException for an action or a type that there is not
     */
    public static DynamicFrame apply(DynamicFrame frame, List<List<String>> specs) {
        DynamicFrame resolved = frame;
        for (List<String> spec : specs) {
            if (spec.size() != 2) {
                throw new IllegalArgumentException("A spec is a path and an action, not " + spec);
            }
            FieldPath path = FieldPath.parse(spec.get(0));
            ChoiceAction action = ChoiceAction.parse(spec.get(1));
            resolved = action.makesColumns() && !path.elements()
                    ? spread(resolved, path)
                    : FieldChange.at(resolved, path, action::settle);
        }
        return resolved;
    }

    /**
     * Applies one action to all choices, also to those inside structs, arrays, maps and other choices. Elements of arrays and maps, which cannot become
     * columns, become structs by {@code make_cols}.
     *
     * @throws IllegalArgumentException for an action or a type that there is not
     */
    public static DynamicFrame all(DynamicFrame frame, String action) {
        ChoiceAction parsed = ChoiceAction.parse(action);
        return ChoiceTypes.hasChoice(frame.schema()) ? frame.select(settled(TopLevel.of(frame), parsed)) : frame;
    }

    private static DynamicFrame spread(DynamicFrame frame, FieldPath path) {
        if (path.isTopLevel()) {
            return frame.select(spread(TopLevel.of(frame), path.leaf()));
        }
        FieldPath parent = new FieldPath(path.parents(), false);
        return FieldChange.at(
                frame,
                parent,
                FieldChange.ofStructs(struct -> orNull(struct, Value.struct(spread(struct.fields(), path.leaf())))));
    }

    private static List<TopLevel> spread(List<TopLevel> fields, String name) {
        return fields.stream()
                .flatMap(field -> field.name().equals(name) ? ChoiceAction.columns(field).stream() : Stream.of(field))
                .toList();
    }

    private static List<TopLevel> settled(List<TopLevel> fields, ChoiceAction action) {
        List<TopLevel> settled = new ArrayList<>();
        for (TopLevel field : fields) {
            if (action.makesColumns() && field.value().isChoice()) {
                settled.addAll(settled(ChoiceAction.columns(field), action));
            } else {
                settled.add(TopLevel.of(field.name(), settled(field.value(), action)));
            }
        }
        return settled;
    }

    private static Value settled(Value value, ChoiceAction action) {
        if (!ChoiceTypes.hasChoice(value.type())) {
            return value;
        }
        if (value.isChoice()) {
            return settled(action.settle(value), action);
        }
        if (value.isStruct()) {
            return orNull(value, Value.struct(settled(value.fields(), action)));
        }
        if (value.type() instanceof ArrayType) {
            return value.elements(element -> settled(element, action));
        }
        return value.type() instanceof MapType ? value.mapValues(inner -> settled(inner, action)) : value;
    }

    private static Value orNull(Value struct, Value rebuilt) {
        return new Value(functions.when(struct.column().isNotNull(), rebuilt.column()), rebuilt.type());
    }
}
