package io.mastic.model.quality;

import java.util.List;
import java.util.Optional;

/** A rule of a ruleset. */
public sealed interface Rule {
    /** The rule as it was written, in one line. */
    String text();

    /**
     * One rule by itself.
     *
     * @param columns names of columns; the query of {@code CustomSql}, the pattern of {@code ColumnNamesMatchPattern}
     * @param condition on the rule's number or on each value, where the type has one
     * @param threshold on the share of values that fulfil the condition
     * @param where Spark SQL: the rows that the rule is about
     */
    record Single(
            RuleType type,
            List<String> columns,
            Optional<Condition> condition,
            Optional<Condition> threshold,
            Optional<String> where,
            String text)
            implements Rule {
        public Single {
            columns = List.copyOf(columns);
        }
    }

    /** Rules of which all (or any) have to hold. */
    record Composite(Operator operator, List<Rule> rules, String text) implements Rule {
        /** How the rules are joined. */
        public enum Operator {
            AND,
            OR
        }

        public Composite {
            rules = List.copyOf(rules);
        }
    }
}
