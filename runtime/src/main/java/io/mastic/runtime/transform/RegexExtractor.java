package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.Value;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Makes text columns of what the groups of a regular expression find in a text.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-regex-extractor.html">AWS</a>
 */
public final class RegexExtractor {
    private RegexExtractor() {}

    /**
     * Adds columns, or overwrites those of these names. Of the first match in the text; where there is none the columns are empty, and null where the text is.
     *
     * @param regex as Java has them; it may match a part of the text
     * @param newCols a name for each group, empty for one that is not wanted; of an expression without groups one for the whole match
     * @throws IllegalArgumentException for an expression that cannot be read, and another number of names
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName, String regex, List<String> newCols) {
        int groups = compiled("regex", regex).matcher("").groupCount();
        if (newCols.size() != Math.max(groups, 1)) {
            throw new IllegalArgumentException(
                    "The parameter newCols has %d names for the %d groups of regex: give one name for each group, an empty one to skip it, or one if there is no group"
                            .formatted(newCols.size(), groups));
        }
        if (newCols.stream().allMatch(String::isBlank)) {
            throw new IllegalArgumentException("The parameter newCols has no names: name at least one column");
        }
        Columns columns = Columns.of(frame);
        Column text = Columns.text(columns.value("colName", colName));
        for (int at = 0; at < newCols.size(); at++) {
            if (!newCols.get(at).isBlank()) {
                Column found = functions.regexp_extract(text, regex, groups == 0 ? 0 : at + 1);
                columns =
                        columns.with(Columns.name("newCols", newCols.get(at)), new Value(found, DataTypes.StringType));
            }
        }
        return columns.select();
    }

    /** @throws IllegalArgumentException with the parameter and what is wrong where, if the expression cannot be read */
    static Pattern compiled(String parameter, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The parameter %s is no regular expression: %s".formatted(parameter, e.getMessage()), e);
        }
    }
}
