package io.mastic.model.quality;

/** A ruleset that cannot be read. The message names line, column and what was expected there. */
public final class RulesetException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    RulesetException(int line, int column, String problem) {
        super("Data quality ruleset, line %d, column %d: %s".formatted(line, column, problem));
    }
}
