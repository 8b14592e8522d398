package io.mastic.runtime.sensitive;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Sensitive data in single values. Of a text only what is found is changed; a choice becomes text, and a number or date in which something is found
 * becomes null, since it cannot hold anything else.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/detect-PII.html">AWS</a>
 */
public final class SensitiveRows {
    private static final DataType DETECTED = DataTypes.createMapType(DataTypes.StringType, Search.FOUND);
    private static final DataType ENTRIES = DataTypes.createArrayType(DataTypes.createStructType(List.of(
            DataTypes.createStructField("key", DataTypes.StringType, true),
            DataTypes.createStructField("value", Search.FOUND, true))));
    private static final Set<String> TEXTS = Set.of("string", "choice");
    private static final String ANY_LETTER = "(?s).";

    private SensitiveRows() {}

    /**
     * Adds what is found in each row: a map from columns to arrays of {@code entityType}, {@code start} and {@code end}.
     *
     * @param outputColumnName a column of this name is overwritten in its place
     * @param detectionSensitivity {@code HIGH} or {@code LOW}
     * @throws IllegalArgumentException for a kind that cannot be detected, and for no name
     */
    public static DynamicFrame detect(
            DynamicFrame frame, List<String> entityTypes, String outputColumnName, String detectionSensitivity) {
        if (outputColumnName.isBlank()) {
            throw new IllegalArgumentException(
                    "The parameter outputColumnName is empty: give the name of the column to make");
        }
        List<TopLevel> columns = TopLevel.of(frame);
        Column[] entries = columns.stream()
                .filter(Search::searches)
                .map(column -> functions.struct(
                        functions.lit(column.name()).as("key"),
                        Search.in(column, entityTypes, detectionSensitivity)
                                .found()
                                .as("value")))
                .toArray(Column[]::new);
        Column found = functions.filter(
                functions.array(entries).cast(ENTRIES),
                entry -> functions.size(entry.getField("value")).gt(0));
        TopLevel detected =
                TopLevel.of(outputColumnName, new Value(functions.map_from_entries(found).cast(DETECTED), DETECTED));
        List<TopLevel> all = new ArrayList<>(columns);
        all.replaceAll(column -> column.name().equals(outputColumnName) ? detected : column);
        if (TopLevel.named(outputColumnName, columns).isEmpty()) {
            all.add(detected);
        }
        return frame.select(all);
    }

    /** One text in place of all that is found. */
    public static DynamicFrame mask(
            DynamicFrame frame, List<String> entityTypes, String maskValue, String detectionSensitivity) {
        return changed(frame, entityTypes, detectionSensitivity, found -> functions.lit(maskValue));
    }

    /** The SHA-256 of what is found, in hexadecimal digits, in its place. */
    public static DynamicFrame hash(DynamicFrame frame, List<String> entityTypes, String detectionSensitivity) {
        return changed(frame, entityTypes, detectionSensitivity, found -> functions.sha2(found, 256));
    }

    /**
     * A letter in place of each letter of what is found, but for some at its beginning and end; of what is not longer than these, all letters.
     *
     * @param redactChar the letter, or another text
     * @param numLeftCharsToExclude how many letters stay at the beginning, from 0 on
     * @param numRightCharsToExclude how many letters stay at the end, from 0 on
     * @param matchPattern a regular expression: only what it matches between these is changed; empty for all
     * @throws IllegalArgumentException for an expression that cannot be read or matches nothing, and for a number below 0
     */
    public static DynamicFrame maskPartially(
            DynamicFrame frame,
            List<String> entityTypes,
            String redactChar,
            int numLeftCharsToExclude,
            int numRightCharsToExclude,
            String matchPattern,
            String detectionSensitivity) {
        if (numLeftCharsToExclude < 0 || numRightCharsToExclude < 0) {
            throw new IllegalArgumentException(
                    "The parameters numLeftCharsToExclude and numRightCharsToExclude are %d and %d: give numbers from 0 on"
                            .formatted(numLeftCharsToExclude, numRightCharsToExclude));
        }
        String pattern = matchPattern.isEmpty() ? ANY_LETTER : checked(matchPattern);
        int kept = numLeftCharsToExclude + numRightCharsToExclude;
        return changed(frame, entityTypes, detectionSensitivity, found -> {
            Column length = functions.length(found);
            Column right = length.minus(numRightCharsToExclude);
            Column middle = found.substr(
                    functions.lit(numLeftCharsToExclude + 1), right.minus(numLeftCharsToExclude));
            Column partly = functions.concat(
                    functions.substring(found, 1, numLeftCharsToExclude),
                    redacted(middle, pattern, redactChar),
                    found.substr(right.plus(1), functions.lit(numRightCharsToExclude)));
            return functions.when(length.gt(kept), partly).otherwise(redacted(found, ANY_LETTER, redactChar));
        });
    }

    private static Column redacted(Column text, String pattern, String letter) {
        Column pieces = functions.zip_with(
                functions.split(text, pattern, -1),
                functions.regexp_extract_all(text, functions.lit(pattern), functions.lit(0)),
                (before, found) -> functions.concat(
                        before,
                        functions.coalesce(
                                functions.call_function("repeat", functions.lit(letter), functions.length(found)),
                                functions.lit(""))));
        return functions.array_join(pieces, "");
    }

    private static String checked(String pattern) {
        try {
            if (!Pattern.compile(pattern).matcher("").find()) {
                return pattern;
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The parameter matchPattern is no regular expression: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "The parameter matchPattern is \"" + pattern + "\", which matches nothing: write + in place of *");
    }

    private static DynamicFrame changed(
            DynamicFrame frame, List<String> entityTypes, String sensitivity, UnaryOperator<Column> change) {
        return frame.select(TopLevel.of(frame).stream()
                .map(column -> Search.searches(column)
                        ? TopLevel.of(column.name(), changed(column, Search.in(column, entityTypes, sensitivity), change))
                        : column)
                .toList());
    }

    private static Value changed(TopLevel column, Search search, UnaryOperator<Column> change) {
        if (TEXTS.contains(GlueTypes.name(column.type()))) {
            return new Value(search.replaced(change), DataTypes.StringType);
        }
        return new Value(functions.when(functions.not(search.hasAny()), column.column()), column.type());
    }
}
