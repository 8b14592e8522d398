package io.mastic.model.graph.schema;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The type of a field, written as Hive writes it: {@code struct<a:int,b:array<string>>}. */
public sealed interface FieldType {
    FieldType STRING = new Primitive("string");
    FieldType BIGINT = new Primitive("bigint");
    FieldType INT = new Primitive("int");
    FieldType DOUBLE = new Primitive("double");
    FieldType BOOLEAN = new Primitive("boolean");
    FieldType TIMESTAMP = new Primitive("timestamp");
    FieldType DECIMAL = new Primitive("decimal(38,0)");
    /** What cannot be told before the run. */
    FieldType UNKNOWN = new Primitive("unknown");

    /** @throws IllegalArgumentException if the text is no type */
    static FieldType parse(String text) {
        return new TypeParser(text).parse();
    }

    /** The type in Hive's words. */
    String hive();

    /** Whether Spark can tell whether two values are equal, which it cannot of maps. */
    default boolean isComparable() {
        return true;
    }

    /** Whether its values are whole numbers. */
    default boolean isWhole() {
        return Set.of("tinyint", "smallint", "int", "bigint").contains(hive());
    }

    /** Whether its values are numbers of any kind. */
    default boolean isNumber() {
        return isWhole() || Set.of("float", "double").contains(hive()) || hive().startsWith("decimal");
    }

    /** Whether Spark can put values of both into one column; true as well if that cannot be told. */
    default boolean unitesWith(FieldType other) {
        return CommonTypes.exist(this, other);
    }

    /** Whether Spark can compare values of both for equality; true as well if that cannot be told. */
    default boolean equatesWith(FieldType other) {
        return CommonTypes.equate(this, other);
    }

    /** A type without parts; also {@code decimal(10,2)}, and what only Glue knows, such as {@code choice}. */
    record Primitive(String name) implements FieldType {
        public Primitive {
            // No static field: this type's constants are made before those of a class that implements it.
            name = switch (name) {
                case "long" -> "bigint";
                case "integer" -> "int";
                case "short" -> "smallint";
                case "byte" -> "tinyint";
                case "bool" -> "boolean";
                default -> name;
            };
        }

        @Override
        public String hive() {
            return name;
        }
    }

    /** An array. */
    record ArrayOf(FieldType element) implements FieldType {
        public ArrayOf {
            Objects.requireNonNull(element);
        }

        @Override
        public String hive() {
            return "array<" + element.hive() + ">";
        }

        @Override
        public boolean isComparable() {
            return element.isComparable();
        }
    }

    /** A map. */
    record MapOf(FieldType key, FieldType value) implements FieldType {
        public MapOf {
            Objects.requireNonNull(key);
            Objects.requireNonNull(value);
        }

        @Override
        public String hive() {
            return "map<" + key.hive() + "," + value.hive() + ">";
        }

        @Override
        public boolean isComparable() {
            return false;
        }
    }

    /** A struct; its fields keep their order. */
    record StructOf(List<Column> fields) implements FieldType {
        public StructOf {
            fields = List.copyOf(fields);
        }

        @Override
        public String hive() {
            return fields.stream()
                    .map(field -> field.name() + ":" + field.type().hive())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }

        @Override
        public boolean isComparable() {
            return fields.stream().allMatch(field -> field.type().isComparable());
        }
    }
}
