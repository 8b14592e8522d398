package io.mastic.runtime.frame;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A schema as the JSON that {@code awsglue.gluetypes} reads. */
public final class SchemaJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SchemaJson() {}

    /** The text of one JSON object; the type of map keys is left out, since Glue knows only texts. */
    public static String of(StructType schema) {
        return type(schema).toString();
    }

    private static ObjectNode type(DataType type) {
        ObjectNode written = JSON.objectNode().put("dataType", GlueTypes.name(type));
        if (ChoiceTypes.isChoice(type)) {
            ArrayNode choices = written.putArray("choices");
            ChoiceTypes.alternatives(type).forEach(alternative -> choices.add(type(alternative)));
        } else if (type instanceof StructType struct) {
            ArrayNode fields = written.putArray("fields");
            for (StructField field : struct.fields()) {
                ObjectNode entry = fields.addObject().put("name", field.name());
                entry.set("container", type(field.dataType()));
                entry.putObject("properties");
            }
        } else if (type instanceof ArrayType array) {
            written.set("elementType", type(array.elementType()));
        } else if (type instanceof MapType map) {
            written.set("valueType", type(map.valueType()));
        } else if (type instanceof DecimalType decimal) {
            written.put("precision", decimal.precision()).put("scale", decimal.scale());
        }
        written.putObject("properties");
        return written;
    }
}
