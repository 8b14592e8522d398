package io.mastic.runtime.transform;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

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
                FieldChange.ofElements((value, type) -> renameInStruct(value, type, from.leaf(), to.leaf())));
    }

    private static DynamicFrame renameColumn(DynamicFrame frame, String from, String to) {
        List<TopLevel> columns = TopLevel.of(frame.toDF());
        if (TopLevel.named(from, columns).isEmpty()) {
            return frame;
        }
        Column[] renamed = columns.stream()
                .filter(column -> !column.name().equals(to))
                .map(column -> column.name().equals(from) ? column.column().as(to) : column.column())
                .toArray(Column[]::new);
        return frame.with(frame.toDF().select(renamed));
    }

    /** Changes the struct instead of making a new one, since Spark looks through that when only some fields are needed. */
    private static Column renameInStruct(Column value, DataType type, String from, String to) {
        if (!(type instanceof StructType struct)
                || !Arrays.asList(struct.fieldNames()).contains(from)) {
            return value;
        }
        Column changed = value.withField(HiveTypes.quoted(to), value.getField(from));
        boolean after = false;
        for (String name : struct.fieldNames()) {
            if (name.equals(from)) {
                changed = without(changed, name);
                after = true;
            } else if (after && !name.equals(to)) {
                // A new field comes last, so what has to follow it is taken out and put back.
                changed = without(changed, name).withField(HiveTypes.quoted(name), value.getField(name));
            }
        }
        return changed;
    }

    private static Column without(Column struct, String name) {
        return struct.dropFields(JavaConverters.asScalaBuffer(List.of(HiveTypes.quoted(name))));
    }

    private static DynamicFrame move(DynamicFrame frame, FieldPath from, FieldPath to) {
        List<TopLevel> columns = TopLevel.of(frame.toDF());
        NestedColumns all = new NestedColumns();
        List<Column> moved = new ArrayList<>();
        for (TopLevel column : columns) {
            spread(column.column(), column.type(), List.of(column.name()), from.names(), to.names(), all, moved);
        }
        if (moved.isEmpty()) {
            return frame;
        }
        all.put(to.names(), moved.get(0));
        return frame.with(frame.toDF().select(all.columns()));
    }

    /** Takes apart only the structs around the old and the new place; all other values stay whole. */
    private static void spread(
            Column value,
            DataType type,
            List<String> path,
            List<String> from,
            List<String> to,
            NestedColumns kept,
            List<Column> moved) {
        if (path.equals(from)) {
            moved.add(value);
        } else if (type instanceof StructType struct && (isAround(path, from) || isAround(path, to))) {
            for (StructField field : struct.fields()) {
                List<String> inner = new ArrayList<>(path);
                inner.add(field.name());
                spread(value.getField(field.name()), field.dataType(), inner, from, to, kept, moved);
            }
        } else if (!path.equals(to)) {
            kept.put(path, value);
        }
    }

    private static boolean isAround(List<String> outer, List<String> inner) {
        return outer.size() < inner.size() && inner.subList(0, outer.size()).equals(outer);
    }
}
