package io.mastic.model.graph.library;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tests values by regular expressions of users, as a browser does: an expression may match anywhere in the value. */
final class ValidationRule {
    // What a sensible expression needs for a value of a form is far below; one that backtracks without end is cut off
    // here.
    private static final int MOST_STEPS = 1_000_000;
    private static final int LONGEST = 2_000;

    /** What a test gives. */
    enum Outcome {
        HOLDS,
        FAILS,
        /** The expression is none, or takes too long. */
        UNDECIDED
    }

    private ValidationRule() {}

    static Outcome test(String expression, String value) {
        if (value.length() > LONGEST) {
            return Outcome.UNDECIDED;
        }
        try {
            return Pattern.compile(expression).matcher(new Counted(value)).find() ? Outcome.HOLDS : Outcome.FAILS;
        } catch (PatternSyntaxException | TooManySteps | StackOverflowError e) {
            return Outcome.UNDECIDED;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A text that is read only so many times. */
    private static final class Counted implements CharSequence {
        private final CharSequence text;
        private int steps;

        private Counted(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
