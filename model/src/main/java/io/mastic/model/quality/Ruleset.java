package io.mastic.model.quality;

import java.util.List;

/**
 * The rules of a DQDL document, in their order.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/dqdl.html">AWS</a>
 */
public record Ruleset(List<Rule> rules) {
    public Ruleset {
        rules = List.copyOf(rules);
    }

    /**
     * Reads {@code Rules = [ rule, … ]}. Comments begin with {@code #}.
     *
     * @throws RulesetException when the text is no ruleset
     * @throws UnsupportedOperationException for what Glue evaluates and this version does not, by its name
     */
    public static Ruleset parse(String document) {
        return new RulesetParser(new Words(document)).ruleset();
    }
}
