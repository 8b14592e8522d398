package io.mastic.model.graph.node;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions of users, of which nothing is known before they are read. */
public final class RegularExpression {
    private RegularExpression() {}

    /** What is wrong with an expression, as half a sentence; empty if Java takes it. */
    public static Optional<String> problem(String expression) {
        try {
            Pattern.compile(expression);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        } catch (StackOverflowError e) {
            return Optional.of("too many groups in one another");
        }
    }
}
