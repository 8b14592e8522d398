package io.mastic.runtime.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A schema as the JSON that {@code awsglue.gluetypes} reads. */
public final class SchemaJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SchemaJson() {}

    /** The text of one JSON object; the type of map keys is left out, since Glue knows only texts. */
    public static String of(StructType schema) {
        return type(schema).toString();
    }

    /**
     * The struct type that a text such as {@link #of} writes, or that Spark's own types write, stands for.
     *
     * @throws IllegalArgumentException for a text that is none
     */
    public static StructType parse(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            DataType type = tree.has("dataType") ? read(tree) : DataType.fromJson(text);
            if (type instanceof StructType struct) {
                return struct;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The schema is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("A schema is the JSON of a struct type, not " + text);
    }

    private static DataType read(JsonNode tree) {
        String name = tree.path("dataType").asText();
        return switch (name) {
            case "struct" -> {
                List<StructField> fields = new ArrayList<>();
                tree.path("fields")
                        .forEach(field -> fields.add(DataTypes.createStructField(
                                field.path("name").asText(), read(field.path("container")), true)));
                yield DataTypes.createStructType(fields);
            }
            case "array", "set" -> DataTypes.createArrayType(read(tree.path("elementType")));
            case "map" -> DataTypes.createMapType(DataTypes.StringType, read(tree.path("valueType")));
            case "choice" -> {
                List<DataType> choices = new ArrayList<>();
                tree.path("choices").forEach(choice -> choices.add(read(choice)));
                yield ChoiceTypes.of(choices);
            }
            case "decimal" ->
                DataTypes.createDecimalType(
                        tree.path("precision").asInt(10), tree.path("scale").asInt(2));
            case "enum" -> DataTypes.StringType;
            case "unknown" -> DataTypes.NullType;
            default -> GlueTypes.parse(name);
        };
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
