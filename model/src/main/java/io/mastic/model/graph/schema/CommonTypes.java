package io.mastic.model.graph.schema;

import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.MapOf;
import io.mastic.model.graph.schema.FieldType.Primitive;
import io.mastic.model.graph.schema.FieldType.StructOf;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which types Spark unites and compares, without its ANSI mode.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-ref-datatypes.html">Spark</a>
 */
final class CommonTypes {
    private static final Set<String> TIMES = Set.of("date", "timestamp");

    private static final String VAGUE = "vague";

    private CommonTypes() {}

    /** Whether values of both fit into one column; true as well if one of the two is not known well enough to tell. */
    static boolean exist(FieldType one, FieldType other) {
        if (one instanceof ArrayOf left && other instanceof ArrayOf right) {
            return exist(left.element(), right.element());
        }
        if (one instanceof MapOf left && other instanceof MapOf right) {
            return exist(left.key(), right.key()) && exist(left.value(), right.value());
        }
        if (one instanceof StructOf left && other instanceof StructOf right) {
            return isAlike(left, right) || fieldsMatch(left, right, CommonTypes::exist);
        }
        var kind = kind(one);
        var otherKind = kind(other);
        return kind.equals(otherKind)
                || isVague(kind)
                || isVague(otherKind)
                || takesTexts(kind) && otherKind.equals("string")
                || takesTexts(otherKind) && kind.equals("string");
    }

    private static boolean fieldsMatch(StructOf one, StructOf other, BiPredicate<FieldType, FieldType> types) {
        var left = one.fields();
        var right = other.fields();
        return left.size() == right.size()
                && IntStream.range(0, left.size())
                        .allMatch(at -> left.get(at)
                                        .name()
                                        .equalsIgnoreCase(right.get(at).name())
                                && types.test(left.get(at).type(), right.get(at).type()));
    }

    /** Whether they differ in the names of fields at most. */
    private static boolean isAlike(FieldType one, FieldType other) {
        return unnamed(one).equals(unnamed(other));
    }

    private static String unnamed(FieldType type) {
        return type instanceof StructOf struct
                ? struct.fields().stream()
                        .map(field -> unnamed(field.type()))
                        .toList()
                        .toString()
                : type.hive();
    }

    /** Whether values can be compared for equality; true as well if one type is not known well enough to tell. */
    static boolean equate(FieldType one, FieldType other) {
        if (!(one instanceof Primitive) || !(other instanceof Primitive)) {
            return equateWithin(one, other);
        }
        var kind = kind(one);
        var otherKind = kind(other);
        return kind.equals(otherKind)
                || Stream.of(kind, otherKind).anyMatch(Set.of(VAGUE, "string")::contains)
                || Set.of(kind, otherKind).equals(Set.of("boolean", "number"));
    }

    /** Elements and fields become texts for nobody. */
    private static boolean equateWithin(FieldType one, FieldType other) {
        if (one instanceof ArrayOf left && other instanceof ArrayOf right) {
            return equateWithin(left.element(), right.element());
        }
        if (one instanceof StructOf left && other instanceof StructOf right) {
            return fieldsMatch(left, right, CommonTypes::equateWithin);
        }
        return isVague(kind(one)) || isVague(kind(other)) || kind(one).equals(kind(other));
    }

    private static boolean takesTexts(String kind) {
        return kind.equals("number") || kind.equals("time");
    }

    private static boolean isVague(String kind) {
        return kind.equals(VAGUE);
    }

    private static String kind(FieldType type) {
        if (!(type instanceof Primitive)) {
            return type.getClass().getSimpleName();
        }
        if (type.isNumber()) {
            return "number";
        }
        if (TIMES.contains(type.hive())) {
            return "time";
        }
        return Set.of("string", "boolean", "binary").contains(type.hive()) ? type.hive() : VAGUE;
    }
}
