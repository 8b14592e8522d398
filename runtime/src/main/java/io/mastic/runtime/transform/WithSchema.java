package io.mastic.runtime.transform;

import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.SchemaJson;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A frame with a schema that a script gives. */
public final class WithSchema {
    private WithSchema() {}

    /**
     * The fields of the schema by name, as its types. A field that the frame does not have, and a value that does not fit, is null.
     *
     * @param schema the JSON of a struct type of {@code awsglue.gluetypes}
     */
    public static DynamicFrame apply(DynamicFrame frame, String schema) {
        return frame.select(typed(TopLevel.of(frame), SchemaJson.parse(schema)));
    }

    private static List<TopLevel> typed(List<TopLevel> fields, StructType schema) {
        List<TopLevel> typed = new ArrayList<>();
        for (StructField field : schema.fields()) {
            Value value = TopLevel.named(field.name(), fields)
                    .map(TopLevel::value)
                    .orElseGet(() -> Value.none(DataTypes.NullType));
            typed.add(TopLevel.of(field.name(), typed(value, field.dataType())));
        }
        return typed;
    }

    private static Value typed(Value value, DataType type) {
        if (value.type().equals(type) || ChoiceTypes.merge(value.type(), type).equals(type)) {
            return value.as(type);
        }
        if (value.isStruct() && type instanceof StructType struct && !ChoiceTypes.isChoice(type)) {
            Value rebuilt = Value.struct(typed(value.fields(), struct));
            return new Value(functions.when(value.column().isNotNull(), rebuilt.column()), rebuilt.type());
        }
        if (value.type() instanceof ArrayType && type instanceof ArrayType array) {
            return value.elements(element -> typed(element, array.elementType()));
        }
        return ChoiceTypes.hasChoice(type) ? Value.none(type) : Casts.cast(value, type);
    }
}
