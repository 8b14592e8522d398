package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Adds columns of a table to the rows whose keys it has.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-lookup.html">AWS</a>
 */
public final class Lookup {
    private static final String NAME = "((?:`(?:[^`]|``)*`|[^`=])+)";
    private static final Pattern PAIR = Pattern.compile(NAME + "(?:=" + NAME + ")?");

    private Lookup() {}

    /**
     * Joins the rows to those of the table with equal keys. A row without any stays, with nulls, and one with several comes several times; a null is no
     * key's equal.
     *
     * @param keyMapping each {@code data=lookup}, or one name for both
     * @param colList the columns of the table to add
     * @throws IllegalArgumentException for a key or column that is not there, a key that is a choice, and a column to add whose name the frame has already
     */
    public static DynamicFrame apply(
            DynamicFrame frame, DynamicFrame table, List<String> keyMapping, List<String> colList) {
        if (keyMapping.isEmpty()) {
            throw new IllegalArgumentException("The parameter keyMapping is empty: give data=lookup pairs, or names");
        }
        Columns columns = Columns.of(frame);
        Columns looked = Columns.of(table);
        List<TopLevel> added = looked.columns("colList", colList);
        added.forEach(column -> refuseClash(column.name(), columns));
        List<Matcher> pairs = keyMapping.stream().map(Lookup::pair).toList();
        // As new columns, so that a table may also be what the frame itself was made of.
        List<TopLevel> renamed = new ArrayList<>();
        pairs.forEach(pair -> renamed.add(TopLevel.of("key" + renamed.size(), key(looked, inTable(pair)))));
        added.forEach(column -> renamed.add(TopLevel.of("added" + renamed.size(), column.value())));
        DynamicFrame right = table.select(renamed);
        List<TopLevel> found = TopLevel.of(right);
        Column equal = functions.lit(true);
        for (int at = 0; at < pairs.size(); at++) {
            Value key = key(columns, pairs.get(at).group(1).strip());
            equal = equal.and(key.column().equalTo(found.get(at).column()));
        }
        DynamicFrame joined = frame.with(frame.rows().join(right.rows(), equal, "left_outer"));
        List<TopLevel> all = new ArrayList<>(columns.all());
        for (int at = 0; at < added.size(); at++) {
            all.add(TopLevel.of(
                    added.get(at).name(), found.get(pairs.size() + at).value()));
        }
        return frame.followedBy(joined.select(all), table);
    }

    private static Matcher pair(String text) {
        Matcher pair = PAIR.matcher(text);
        if (!pair.matches()) {
            throw new IllegalArgumentException(
                    "The parameter keyMapping has \"" + text + "\": write data=lookup, or one name for both");
        }
        return pair;
    }

    private static String inTable(Matcher pair) {
        return pair.group(pair.group(2) == null ? 1 : 2).strip();
    }

    private static Value key(Columns columns, String name) {
        Value key = columns.value("keyMapping", name);
        if (key.isChoice()) {
            throw new IllegalArgumentException("The parameter keyMapping has \"" + name
                    + "\", whose values have several types: settle that with ResolveChoice first");
        }
        return key;
    }

    private static void refuseClash(String name, Columns columns) {
        if (columns.has(name)) {
            throw new IllegalArgumentException("The parameter colList has \"" + name
                    + "\", which the data has already: rename or drop one of them first");
        }
    }
}
