package io.mastic.server.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The terms of FilterLogEvents: words and quoted phrases that must occur, those with {@code ?} of which one must, those
 * with {@code -} that must not.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">AWS</a>
 */
final class FilterPattern {
    private static final Pattern TERM = Pattern.compile("([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");

    private FilterPattern() {}

    static Predicate<String> of(String pattern) {
        var text = pattern.strip();
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("%")) {
            throw LogErrors.invalid("Filter patterns of JSON, of columns and regular expressions are not supported: "
                    + "give the words that a message must hold");
        }
        var all = new ArrayList<String>();
        var any = new ArrayList<String>();
        var none = new ArrayList<String>();
        var terms = TERM.matcher(text);
        while (terms.find()) {
            var phrase = terms.group(2);
            var term = phrase == null ? terms.group(3) : phrase.replaceAll("\\\\(.)", "$1");
            List<String> kind =
                    switch (terms.group(1)) {
                        case "?" -> any;
                        case "-" -> none;
                        default -> all;
                    };
            kind.add(term);
        }
        return message -> all.stream().allMatch(message::contains)
                && (any.isEmpty() || any.stream().anyMatch(message::contains))
                && none.stream().noneMatch(message::contains);
    }
}
