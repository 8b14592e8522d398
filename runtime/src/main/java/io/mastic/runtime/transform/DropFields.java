package io.mastic.runtime.transform;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.mutable.Buffer;

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
        Column[] kept = TopLevel.of(frame.toDF()).stream()
                .filter(column -> !names.contains(column.name()))
                .map(TopLevel::column)
                .toArray(Column[]::new);
        return frame.with(frame.toDF().select(kept));
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
        Buffer<String> name = JavaConverters.asScalaBuffer(List.of(HiveTypes.quoted(gone.get(gone.size() - 1))));
        return FieldChange.at(frame, parent, FieldChange.ofElements((value, type) -> value.dropFields(name)));
    }

    private static boolean exists(StructType schema, List<String> names) {
        DataType around = typeOf(schema, names.subList(0, names.size() - 1));
        return around instanceof StructType struct
                && Arrays.asList(struct.fieldNames()).contains(names.get(names.size() - 1));
    }

    private static int fieldCount(StructType schema, List<String> names) {
        return typeOf(schema, names) instanceof StructType struct ? struct.length() : 0;
    }

    private static DataType typeOf(StructType schema, List<String> names) {
        DataType type = schema;
        for (String name : names) {
            type = type instanceof StructType struct ? fieldType(struct, name) : DataTypes.NullType;
            while (type instanceof ArrayType array) {
                type = array.elementType();
            }
        }
        return type;
    }

    private static DataType fieldType(StructType struct, String name) {
        return Arrays.stream(struct.fields())
                .filter(field -> field.name().equals(name))
                .map(StructField::dataType)
                .findFirst()
                .orElse(DataTypes.NullType);
    }
}
