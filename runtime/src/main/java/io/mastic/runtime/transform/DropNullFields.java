package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the fields that have the null type, which is the type of a field without any value. {@link DropFields} drops what is found.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-DropNullFields.html">AWS</a>
 */
public final class DropNullFields {
    private DropNullFields() {}

    /** The paths of the fields, in structs and in arrays of structs, but neither maps nor arrays of nulls. Runs no Spark job. */
    public static List<String> paths(DynamicFrame frame) {
        List<String> found = new ArrayList<>();
        search(frame.schema(), "", found);
        return found;
    }

    private static void search(StructType type, String prefix, List<String> found) {
        for (StructField field : type.fields()) {
            String name = FieldPath.level(field.name());
            DataType inner = field.dataType() instanceof ArrayType array ? array.elementType() : field.dataType();
            if (field.dataType().equals(DataTypes.NullType)) {
                found.add(prefix + name);
            } else if (inner instanceof StructType struct && !ChoiceTypes.isChoice(inner)) {
                search(struct, prefix + name + ".", found);
            }
        }
    }
}
