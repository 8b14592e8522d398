package io.mastic.server.catalog;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Patterns of names, matched in linear time whatever the pattern. */
final class NamePattern {
    private NamePattern() {}

    /** A regular expression of the whole name; none matches every name. */
    static Predicate<String> regularExpression(@Nullable String expression) {
        if (expression == null || expression.isEmpty()) {
            return name -> true;
        }
        try {
            return matcher(expression);
        } catch (PatternSyntaxException e) {
            throw CatalogErrors.invalid("The Expression is no regular expression: " + e.getMessage());
        }
    }

    /** A regular expression, or a name in which {@code *} stands for anything, as Hive's clients have it. */
    static Predicate<String> hive(String pattern) {
        var wildcards = matcher("\\Q"
                + pattern.replace("\\E", "\\E\\\\E\\Q").replace("*", "\\E.*\\Q").replace("|", "\\E|\\Q") + "\\E");
        try {
            return matcher(pattern).or(wildcards);
        } catch (PatternSyntaxException e) {
            return wildcards;
        }
    }

    private static Predicate<String> matcher(String expression) {
        var pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        return name -> pattern.matcher(name).matches();
    }
}
