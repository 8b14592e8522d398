package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a field another name or, with a path around it, another place. A renamed field keeps its position; one that was there under the new name is
 * replaced.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-RenameField.html">AWS</a>
 */
public final class RenameField {
    private RenameField() {}

    /**
     * Renames a field.
     *
     * @param oldName the path of the field, case-sensitive; a frame that does not have it stays as it is
     * @param newName the whole path that the field gets
     */
    public static DynamicFrame apply(DynamicFrame frame, String oldName, String newName) {
        FieldPath from = FieldPath.parse(oldName);
        FieldPath to = FieldPath.parse(newName);
        if (from.equals(to)) {
            return frame;
        }
        if (!from.parents().equals(to.parents())) {
            return move(frame, from, to);
        }
        if (from.isTopLevel()) {
            return renameColumn(frame, from.leaf(), to.leaf());
        }
        return FieldChange.at(
                frame,
                new FieldPath(from.parents(), false),
                FieldChange.ofStructs(value -> renameInStruct(value, from.leaf(), to.leaf())));
    }

    private static DynamicFrame renameColumn(DynamicFrame frame, String from, String to) {
        List<TopLevel> columns = TopLevel.of(frame);
        if (TopLevel.named(from, columns).isEmpty()) {
            return frame;
        }
        return frame.select(columns.stream()
                .filter(column -> !column.name().equals(to))
                .map(column -> column.name().equals(from) ? TopLevel.of(to, column.value()) : column)
                .toList());
    }

    /** Changes the struct instead of making a new one, since Spark looks through that when only some fields are needed. */
    private static Value renameInStruct(Value value, String from, String to) {
        List<TopLevel> fields = value.fields();
        Optional<TopLevel> renamed = TopLevel.named(from, fields);
        if (renamed.isEmpty()) {
            return value;
        }
        Value changed = value.with(to, renamed.get().value());
        boolean after = false;
        for (TopLevel field : fields) {
            if (field.name().equals(from)) {
                changed = changed.without(from);
                after = true;
            } else if (after && !field.name().equals(to)) {
                // A new field comes last, so what has to follow it is taken out and put back.
                changed = changed.without(field.name()).with(field.name(), field.value());
            }
        }
        return changed;
    }

    private static DynamicFrame move(DynamicFrame frame, FieldPath from, FieldPath to) {
        List<TopLevel> columns = TopLevel.of(frame);
        NestedColumns all = new NestedColumns();
        List<Value> moved = new ArrayList<>();
        for (TopLevel column : columns) {
            spread(column.value(), List.of(column.name()), from.names(), to.names(), all, moved);
        }
        if (moved.isEmpty()) {
            return frame;
        }
        all.put(to.names(), moved.get(0));
        return frame.select(all.columns());
    }

    /** Takes apart only the structs around the old and the new place; all other values stay whole. */
    private static void spread(
            Value value, List<String> path, List<String> from, List<String> to, NestedColumns kept, List<Value> moved) {
        if (path.equals(from)) {
            moved.add(value);
        } else if (value.isStruct() && (isAround(path, from) || isAround(path, to))) {
            for (TopLevel field : value.fields()) {
                List<String> inner = new ArrayList<>(path);
                inner.add(field.name());
                spread(field.value(), inner, from, to, kept, moved);
            }
        } else if (!path.equals(to)) {
            kept.put(path, value);
        }
    }

    private static boolean isAround(List<String> outer, List<String> inner) {
        return outer.size() < inner.size() && inner.subList(0, outer.size()).equals(outer);
    }
}
