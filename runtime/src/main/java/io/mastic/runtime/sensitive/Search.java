package io.mastic.runtime.sensitive;

import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.TopLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The search for kinds of sensitive data in the texts of a column.
 *
 * @param patterns by the names that the caller has for the kinds
 * @param text the column's values as texts
 */
record Search(Map<String, String> patterns, Column text) {
    /** What is found in a text: its kind, and from which to before which letter. */
    static final DataType FOUND = DataTypes.createArrayType(DataTypes.createStructType(List.of(
            DataTypes.createStructField("entityType", DataTypes.StringType, true),
            DataTypes.createStructField("start", DataTypes.IntegerType, true),
            DataTypes.createStructField("end", DataTypes.IntegerType, true))));

    private static final Set<String> SEARCHED =
            Set.of("string", "int", "long", "short", "decimal", "date", "timestamp", "timestampNTZ", "choice");

    /** Whether a column holds plain values in which something may be: not floating-point numbers, truth values, bytes, and what is nested. */
    static boolean searches(TopLevel column) {
        return SEARCHED.contains(GlueTypes.name(column.type()));
    }

    /**
     * @param sensitivity {@code HIGH}: what looks like any other number is found as well, or {@code LOW}
     * @throws IllegalArgumentException for no kinds, one that cannot be detected, and another sensitivity
     */
    static Search in(TopLevel column, List<String> entityTypes, String sensitivity) {
        if (!sensitivity.equalsIgnoreCase("HIGH") && !sensitivity.equalsIgnoreCase("LOW")) {
            throw new IllegalArgumentException(
                    "The parameter detectionSensitivity is \"" + sensitivity + "\": give HIGH or LOW");
        }
        if (entityTypes.isEmpty()) {
            throw new IllegalArgumentException("The parameter entityTypes is empty: choose what is to be detected");
        }
        boolean sensitive = sensitivity.equalsIgnoreCase("HIGH");
        Map<String, String> patterns = new LinkedHashMap<>();
        entityTypes.forEach(name -> patterns.put(name, Entity.of(name).pattern(column.name(), sensitive)));
        return new Search(patterns, text(column));
    }

    static Column text(TopLevel column) {
        return Casts.cast(column.value(), DataTypes.StringType).column();
    }

    /** Whether a text has something of a kind in it. */
    Column has(String entityType) {
        String pattern = patterns.getOrDefault(entityType, "");
        if (Entity.of(entityType).check(text).isEmpty()) {
            return text.rlike(pattern);
        }
        return functions.exists(all(pattern), found -> Entity.of(entityType).check(found).orElseThrow());
    }

    /** Whether a text has anything of any kind in it; null for null. */
    Column hasAny() {
        return patterns.keySet().stream().map(this::has).reduce(Column::or).orElse(functions.lit(false));
    }

    /** The text with what is found changed. */
    Column replaced(UnaryOperator<Column> change) {
        Column pieces = functions.zip_with(
                between(),
                all(any()),
                (before, found) -> functions.concat(
                        before,
                        functions.coalesce(
                                functions.when(functions.size(types(found)).gt(0), change.apply(found)),
                                found,
                                functions.lit(""))));
        return functions.array_join(pieces, "");
    }

    /** All that is found in the text, as {@link #FOUND}. */
    Column found() {
        Column pieces = functions.zip_with(
                between(),
                all(any()),
                (before, found) -> functions.struct(
                        functions.length(before).as("before"),
                        functions.coalesce(functions.length(found), functions.lit(0)).as("length"),
                        functions.coalesce(types(found), functions.array().cast("array<string>")).as("types")));
        Column nothing = functions.struct(
                functions.lit(0).as("at"), functions.array().cast(FOUND).as("found"));
        Column all = functions.aggregate(pieces, nothing, (sum, piece) -> {
            Column start = sum.getField("at").plus(piece.getField("before"));
            Column end = start.plus(piece.getField("length"));
            Column more = functions.transform(
                    piece.getField("types"),
                    type -> functions.struct(type.as("entityType"), start.as("start"), end.as("end")));
            return functions.struct(
                    end.as("at"),
                    functions.concat(sum.getField("found"), more).cast(FOUND).as("found"));
        });
        return all.getField("found");
    }

    /** The kinds that something found is of: none if its check digits are wrong. */
    private Column types(Column found) {
        Column[] types = patterns.keySet().stream()
                .map(name -> functions.when(
                        Entity.of(name)
                                .check(found)
                                .map(found.rlike(whole(name))::and)
                                .orElse(found.rlike(whole(name))),
                        name))
                .toArray(Column[]::new);
        return functions.filter(functions.array(types), Column::isNotNull);
    }

    private String whole(String name) {
        return "^(?:" + patterns.get(name) + ")$";
    }

    private String any() {
        // In the order of the kinds, longer shapes first; kinds that were asked for under two names once.
        return patterns.entrySet().stream()
                .sorted(Map.Entry.comparingByKey((one, other) -> Entity.of(one).compareTo(Entity.of(other))))
                .map(Map.Entry::getValue)
                .distinct()
                .collect(Collectors.joining("|"));
    }

    private Column between() {
        return functions.split(text, any(), -1);
    }

    private Column all(String pattern) {
        return functions.regexp_extract_all(text, functions.lit(pattern), functions.lit(0));
    }
}
