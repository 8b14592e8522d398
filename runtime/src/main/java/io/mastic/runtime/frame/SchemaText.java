package io.mastic.runtime.frame;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A schema as the text that {@code printSchema} prints: a line a field, two spaces and a bar a level. */
public final class SchemaText {
    private static final String LEVEL = "|    ";
    private final StringBuilder text = new StringBuilder("root\n");

    private SchemaText() {}

    /** The text, whose lines all end with a line feed. */
    public static String of(StructType schema) {
        SchemaText written = new SchemaText();
        written.fields(schema, "");
        return written.text.toString();
    }

    private void fields(StructType type, String indent) {
        for (StructField field : type.fields()) {
            line(field.name(), field.dataType(), indent);
        }
    }

    private void line(String label, DataType type, String indent) {
        text.append(indent).append("|-- ").append(label).append(": ").append(GlueTypes.name(type));
        text.append('\n');
        inside(type, indent + LEVEL);
    }

    private void alternative(DataType type, String indent) {
        text.append(indent).append("|-- ").append(GlueTypes.name(type)).append('\n');
        inside(type, indent + LEVEL);
    }

    private void inside(DataType type, String below) {
        if (ChoiceTypes.isChoice(type)) {
            ChoiceTypes.alternatives(type).forEach(alternative -> alternative(alternative, below));
        } else if (type instanceof StructType struct) {
            fields(struct, below);
        } else if (type instanceof ArrayType array) {
            line("element", array.elementType(), below);
        } else if (type instanceof MapType map) {
            line("keyType", map.keyType(), below);
            line("valueType", map.valueType(), below);
        }
    }
}
