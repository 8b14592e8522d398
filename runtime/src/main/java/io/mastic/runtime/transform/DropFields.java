package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Leaves fields out, also those of structs and of structs in arrays. A struct that would have no field left goes as well.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-DropFields.html">AWS</a>
 */
public final class DropFields {
    private DropFields() {}

    /**
     * Drops fields by path, case-sensitively; paths that lead nowhere are passed over.
     *
     * @throws IllegalArgumentException for a path that means the elements of an array
     */
    public static DynamicFrame apply(DynamicFrame frame, List<String> paths) {
        List<FieldPath> parsed = paths.stream().map(FieldPath::parse).toList();
        DynamicFrame left = frame;
        for (FieldPath path : parsed) {
            if (path.elements()) {
                throw new IllegalArgumentException(
                        "DropFields drops fields, not the elements of \"" + path.leaf() + "\"");
            }
            if (!path.isTopLevel()) {
                left = dropNested(left, path);
            }
        }
        return dropColumns(
                left,
                parsed.stream()
                        .filter(FieldPath::isTopLevel)
                        .map(FieldPath::column)
                        .collect(Collectors.toSet()));
    }

    private static DynamicFrame dropColumns(DynamicFrame frame, Set<String> names) {
        if (names.isEmpty()) {
            return frame;
        }
        return frame.select(TopLevel.of(frame).stream()
                .filter(column -> !names.contains(column.name()))
                .toList());
    }

    private static DynamicFrame dropNested(DynamicFrame frame, FieldPath path) {
        List<String> gone = path.names();
        if (!exists(frame.schema(), gone)) {
            return frame;
        }
        while (gone.size() > 1 && fieldCount(frame.schema(), gone.subList(0, gone.size() - 1)) == 1) {
            gone = gone.subList(0, gone.size() - 1);
        }
        if (gone.size() == 1) {
            return dropColumns(frame, Set.copyOf(gone));
        }
        FieldPath parent = new FieldPath(gone.subList(0, gone.size() - 1), false);
        String name = gone.get(gone.size() - 1);
        return FieldChange.at(frame, parent, FieldChange.ofStructs(value -> value.without(name)));
    }

    private static boolean exists(StructType schema, List<String> names) {
        return around(schema, names.subList(0, names.size() - 1))
                .filter(struct -> Arrays.asList(struct.fieldNames()).contains(names.get(names.size() - 1)))
                .isPresent();
    }

    private static int fieldCount(StructType schema, List<String> names) {
        return around(schema, names).map(StructType::length).orElse(0);
    }

    /** The struct at a path, in which arrays and choices are looked through. */
    private static Optional<StructType> around(StructType schema, List<String> names) {
        Optional<StructType> struct = Optional.of(schema);
        for (String name : names) {
            struct = struct.flatMap(found -> Arrays.stream(found.fields())
                    .filter(field -> field.name().equals(name))
                    .findFirst()
                    .flatMap(field -> struct(field.dataType())));
        }
        return struct;
    }

    private static Optional<StructType> struct(DataType type) {
        return ChoiceTypes.alternatives(type).stream()
                .flatMap(alternative -> alternative instanceof ArrayType array
                        ? struct(array.elementType()).stream()
                        : alternative instanceof StructType struct ? Stream.of(struct) : Stream.empty())
                .findFirst();
    }
}
