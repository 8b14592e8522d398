package io.mastic.runtime.transform;

import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What becomes of a choice.
 *
 * @param target the type of {@code cast} and {@code project}, a family's name such as {@code struct} for the latter; else ""
 */
record ChoiceAction(Kind kind, String target) {
    enum Kind {
        CAST,
        PROJECT,
        MAKE_COLS,
        MAKE_STRUCT
    }

    /**
     * @throws IllegalArgumentException for an action or a type that there is not
     */
    static ChoiceAction parse(String text) {
        int colon = text.indexOf(':');
        String target = colon < 0 ? "" : text.substring(colon + 1).strip();
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.equals("cast") && colon > 0) {
            GlueTypes.parse(target);
            return new ChoiceAction(Kind.CAST, target);
        }
        if (name.equals("project") && colon > 0) {
            if (!GlueTypes.isFamily(target)) {
                GlueTypes.parse(target);
            }
            return new ChoiceAction(Kind.PROJECT, target);
        }
        return switch (text) {
            case "make_cols" -> new ChoiceAction(Kind.MAKE_COLS, "");
            case "make_struct" -> new ChoiceAction(Kind.MAKE_STRUCT, "");
            default ->
                throw new IllegalArgumentException("ResolveChoice has no action \"" + text
                        + "\" here: it has cast:<type>, project:<type>, make_cols and make_struct");
        };
    }

    boolean makesColumns() {
        return kind == Kind.MAKE_COLS;
    }

    /** The value without its choice; {@code make_cols} has no other place here than a struct. */
    Value settle(Value value) {
        if (kind == Kind.CAST) {
            return Casts.cast(value, GlueTypes.parse(target));
        }
        if (!value.isChoice()) {
            return value;
        }
        return kind == Kind.PROJECT ? projected(value) : new Value(value.column(), structType(value));
    }

    private static DataType structType(Value choice) {
        return DataTypes.createStructType(choice.fields().stream()
                .map(field -> DataTypes.createStructField(field.name(), field.type(), true))
                .toList());
    }

    private Value projected(Value choice) {
        if (GlueTypes.isFamily(target)) {
            return choice.alternative(target.toLowerCase(Locale.ROOT)).orElseGet(() -> Value.none(DataTypes.NullType));
        }
        DataType wanted = GlueTypes.parse(target);
        return choice.alternative(GlueTypes.name(wanted))
                .map(kept -> Casts.cast(kept, wanted))
                .orElseGet(() -> Value.none(wanted));
    }

    /** A choice as one column for each type, {@code <name>_<type>}; anything else as it is. */
    static List<TopLevel> columns(TopLevel column) {
        if (!ChoiceTypes.isChoice(column.type())) {
            return List.of(column);
        }
        return column.value().fields().stream()
                .map(field -> TopLevel.of(column.name() + "_" + field.name(), field.value()))
                .toList();
    }
}
