package io.mastic.runtime.transform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.DateFormatClass;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * Timestamps as text, in the session's time zone. A format is in Spark's pattern letters, or in Python's codes if it has a {@code %}.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-ref-datetime-pattern.html">Spark's letters</a>
 * @see <a href="https://docs.python.org/3/library/datetime.html#format-codes">Python's codes</a>
 */
final class TimestampText {
    private static final Map<Character, String> CODES = Map.ofEntries(
            Map.entry('Y', "yyyy"),
            Map.entry('y', "yy"),
            Map.entry('m', "MM"),
            Map.entry('d', "dd"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('f', "SSSSSS"),
            Map.entry('p', "a"),
            Map.entry('b', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('a', "E"),
            Map.entry('A', "EEEE"),
            Map.entry('j', "DDD"),
            Map.entry('z', "xx"),
            Map.entry('Z', "z"),
            Map.entry('F', "yyyy-MM-dd"),
            Map.entry('T', "HH:mm:ss"),
            Map.entry('D', "MM/dd/yy"));

    private TimestampText() {}

    /** @throws IllegalArgumentException with the format and what is wrong with it */
    static Column of(Column timestamp, String format) {
        String pattern = format.indexOf('%') < 0 ? format : letters(format);
        Column example = functions.lit(Instant.EPOCH);
        try {
            new DateFormatClass(example.expr(), functions.lit(pattern).expr(), Option.apply("UTC")).eval(null);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The parameter dateFormat is \"%s\", which is no format of timestamps: %s"
                            .formatted(format, e.getMessage()),
                    e);
        }
        return functions.date_format(timestamp, pattern);
    }

    private static String letters(String format) {
        StringBuilder pattern = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            if (format.charAt(at) != '%' || format.startsWith("%%", at)) {
                literal.append(format.charAt(at));
                at += format.charAt(at) == '%' ? 1 : 0;
            } else {
                at++;
                pattern.append(quoted(literal)).append(code(format, at));
                literal.setLength(0);
            }
        }
        return pattern.append(quoted(literal)).toString();
    }

    private static String quoted(StringBuilder literal) {
        return literal.isEmpty() ? "" : "'" + literal.toString().replace("'", "''") + "'";
    }

    private static String code(String format, int at) {
        String letters = at < format.length() ? CODES.get(format.charAt(at)) : null;
        if (letters == null) {
            List<String> known =
                    CODES.keySet().stream().map(code -> "%" + code).sorted().toList();
            throw new IllegalArgumentException(
                    "The parameter dateFormat has %s, which is not among the codes that are understood: %s"
                            .formatted(
                                    format.substring(at - 1, Math.min(at + 1, format.length())),
                                    String.join(" ", known)));
        }
        return letters;
    }
}
