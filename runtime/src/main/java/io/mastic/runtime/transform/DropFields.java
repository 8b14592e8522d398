package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import java.util.Arrays;
import java.util.List;
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
                .anyMatch(struct -> Arrays.asList(struct.fieldNames()).contains(names.get(names.size() - 1)));
    }

    private static int fieldCount(StructType schema, List<String> names) {
        return around(schema, names).mapToInt(StructType::length).max().orElse(0);
    }

    /** The structs at a path, in which arrays and choices are looked through. */
    private static Stream<StructType> around(StructType schema, List<String> names) {
        Stream<StructType> structs = Stream.of(schema);
        for (String name : names) {
            structs = structs.flatMap(struct -> Arrays.stream(struct.fields())
                    .filter(field -> field.name().equals(name))
                    .flatMap(field -> structs(field.dataType())));
        }
        return structs;
    }

    private static Stream<StructType> structs(DataType type) {
        return ChoiceTypes.alternatives(type).stream().flatMap(alternative -> {
            if (alternative instanceof ArrayType array) {
                return structs(array.elementType());
            }
            return alternative instanceof StructType struct ? Stream.of(struct) : Stream.empty();
        });
    }
}
