package io.mastic.runtime.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * A value of each row as an expression, and its type, in which choices are known.
 *
 * @param column to be used with the rows that it comes from only
 */
public record Value(Column column, DataType type) {

    /** Null, of a type of its own. */
    public static Value none(DataType type) {
        return new Value(functions.lit(null).cast(ChoiceTypes.plain(type)), type);
    }

    /** A struct of named values. */
    public static Value struct(List<TopLevel> fields) {
        return new Value(functions.struct(fields.stream().map(TopLevel::named).toArray(Column[]::new)), schema(fields));
    }

    static StructType schema(List<TopLevel> fields) {
        return DataTypes.createStructType(fields.stream()
                .map(field -> DataTypes.createStructField(field.name(), field.type(), true))
                .toArray(StructField[]::new));
    }

    /** The fields of a struct, or the alternatives of a choice; of other values none. */
    public List<TopLevel> fields() {
        List<TopLevel> fields = new ArrayList<>();
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                // By place: names may differ in case only.
                Column inner = new Column(new GetStructField(column.expr(), fields.size(), Option.apply(field.name())));
                fields.add(new TopLevel(field.name(), field.dataType(), inner));
            }
        }
        return fields;
    }

    /** A struct's field of exactly this name, also of the struct that is an alternative of a choice. */
    public Optional<Value> field(String name) {
        return struct().flatMap(struct -> TopLevel.named(name, struct.fields())).map(TopLevel::value);
    }

    /** This value if it is a struct, or the alternative that is one. */
    public Optional<Value> struct() {
        return alternative("struct");
    }

    /** What of the value has a type of this name in Glue. */
    public Optional<Value> alternative(String name) {
        if (ChoiceTypes.isChoice(type)) {
            return TopLevel.named(name, fields()).map(TopLevel::value);
        }
        return GlueTypes.name(type).equals(name) ? Optional.of(this) : Optional.empty();
    }

    public boolean isStruct() {
        return type instanceof StructType && !isChoice();
    }

    public boolean isChoice() {
        return ChoiceTypes.isChoice(type);
    }

    /**
     * The same value as a type that {@link ChoiceTypes#merge} made of this one's and others: missing fields are null,
     * and a value becomes the alternative of its type.
     */
    public Value as(DataType wider) {
        return new Value(widened(wider), wider);
    }

    private Column widened(DataType wider) {
        if (type.equals(wider)) {
            return column;
        }
        if (type instanceof NullType) {
            return none(wider).column();
        }
        if (ChoiceTypes.isChoice(wider)) {
            return asChoice((StructType) wider);
        }
        if (wider instanceof StructType struct) {
            return perField(struct, name -> TopLevel.named(name, fields()).map(TopLevel::value));
        }
        if (wider instanceof ArrayType array) {
            return elements(element -> element.as(array.elementType())).column();
        }
        if (wider instanceof MapType map) {
            return mapValues(value -> value.as(map.valueType())).column().cast(ChoiceTypes.plain(wider));
        }
        return column.cast(wider);
    }

    private Column asChoice(StructType choice) {
        return perField(choice, this::alternative);
    }

    private Column perField(StructType struct, Function<String, Optional<Value>> of) {
        Column[] fields = new Column[struct.length()];
        for (int at = 0; at < fields.length; at++) {
            StructField field = struct.fields()[at];
            Value value = of.apply(field.name()).orElseGet(() -> none(DataTypes.NullType));
            fields[at] = value.as(field.dataType()).column().as(field.name());
        }
        return functions.when(column.isNotNull(), functions.struct(fields));
    }

    /** An array with each element changed. */
    public Value elements(UnaryOperator<Value> change) {
        DataType from = ((ArrayType) type).elementType();
        DataType[] changed = {from};
        Column all = functions.transform(column, element -> {
            Value value = change.apply(new Value(element, from));
            changed[0] = value.type();
            return value.column();
        });
        return new Value(all, DataTypes.createArrayType(changed[0]));
    }

    /** A map with each value changed. */
    public Value mapValues(UnaryOperator<Value> change) {
        MapType map = (MapType) type;
        DataType[] changed = {map.valueType()};
        Column all = functions.transform_values(column, (key, inner) -> {
            Value value = change.apply(new Value(inner, map.valueType()));
            changed[0] = value.type();
            return value.column();
        });
        return new Value(all, DataTypes.createMapType(map.keyType(), changed[0]));
    }

    /** A struct with a field more, or another one in its place. */
    public Value with(String name, Value field) {
        List<StructField> types = new ArrayList<>(Arrays.asList(((StructType) type).fields()));
        StructField added = DataTypes.createStructField(name, field.type(), true);
        if (!Arrays.asList(((StructType) type).fieldNames()).contains(name)) {
            types.add(added);
        }
        types.replaceAll(old -> old.name().equals(name) ? added : old);
        return new Value(column.withField(FieldPath.quote(name), field.column()), DataTypes.createStructType(types));
    }

    /** A struct with a field less. */
    public Value without(String name) {
        StructField[] left = Arrays.stream(((StructType) type).fields())
                .filter(field -> !field.name().equals(name))
                .toArray(StructField[]::new);
        Column fewer = column.dropFields(JavaConverters.asScalaBuffer(List.of(FieldPath.quote(name))));
        return new Value(fewer, DataTypes.createStructType(left));
    }

    /**
     * A struct, or a choice, with one field changed, or as it is if it has none of this name. Spark looks through that
     * when only other fields are needed.
     */
    public Value changed(String name, UnaryOperator<Value> change) {
        Optional<TopLevel> field = TopLevel.named(name, fields());
        if (field.isEmpty()) {
            return this;
        }
        Value changed = change.apply(field.get().value());
        StructField[] types = ((StructType) type).fields().clone();
        for (int at = 0; at < types.length; at++) {
            if (types[at].name().equals(name)) {
                types[at] = new StructField(name, changed.type(), true, types[at].metadata());
            }
        }
        return new Value(column.withField(FieldPath.quote(name), changed.column()), new StructType(types));
    }
}
