package io.mastic.model.quality;

import io.mastic.model.quality.Rule.Composite;
import io.mastic.model.quality.Words.Kind;
import io.mastic.model.quality.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rulesets by recursive descent, a method for each construct. */
final class RulesetParser {
    private static final List<String> OTHER_SECTIONS = List.of("Analyzers", "DefaultLabels");

    private final Words words;

    RulesetParser(Words words) {
        this.words = words;
    }

    Ruleset ruleset() {
        refuse(OTHER_SECTIONS);
        words.require("Rules");
        words.require("=");
        words.require("[");
        List<Rule> rules = new ArrayList<>();
        do {
            rules.add(rule());
        } while (words.takeIf(","));
        if (!words.takeIf("]")) {
            throw words.expected("',' or ']'");
        }
        refuse(OTHER_SECTIONS);
        if (words.next().kind() != Kind.END) {
            throw words.expected("the end of the ruleset");
        }
        return new Ruleset(rules);
    }

    private Rule rule() {
        return words.next().is("(") ? composite() : single();
    }

    /** Rules in parentheses, joined by the same word. */
    private Rule composite() {
        Word first = words.next();
        List<Rule> rules = new ArrayList<>(List.of(inParentheses()));
        Word operator = words.next();
        if (!operator.joins("and") && !operator.joins("or")) {
            return rules.get(0);
        }
        while (words.takeJoining(operator.text())) {
            rules.add(inParentheses());
        }
        if (words.next().joins("and") || words.next().joins("or")) {
            throw words.problem(words.next(), "'and' and 'or' are mixed: put one of them in parentheses");
        }
        Composite.Operator joined = operator.joins("and") ? Composite.Operator.AND : Composite.Operator.OR;
        return new Composite(joined, rules, words.textFrom(first));
    }

    private Rule inParentheses() {
        words.require("(");
        Rule rule = rule();
        words.require(")");
        return rule;
    }

    private Rule single() {
        Word first = words.next();
        RuleType type = type();
        List<String> columns = new ArrayList<>();
        while (words.next().kind() == Kind.TEXT && columns.size() < type.mostColumns) {
            columns.add(words.requireText("a column"));
        }
        if (columns.size() < type.fewestColumns) {
            throw words.expected(argument(type));
        }
        Optional<Condition> condition = condition(type);
        Optional<Condition> threshold = threshold(type);
        Optional<String> where =
                words.takeJoining("where") ? Optional.of(words.requireText("a filter")) : Optional.empty();
        refuse(List.of("labels"));
        return new Rule.Single(type, columns, condition, threshold, where, words.textFrom(first));
    }

    private RuleType type() {
        Word word = words.next();
        if (word.kind() != Kind.NAME) {
            throw words.expected("a rule");
        }
        if (RuleType.isUnsupported(word.text())) {
            throw new UnsupportedOperationException(
                    "The rule type %s of data quality rulesets is not supported by this version of Mastic"
                            .formatted(word.text()));
        }
        RuleType type = RuleType.of(word.text())
                .orElseThrow(() -> words.expected("a rule type, such as IsComplete or RowCount,"));
        words.take();
        return type;
    }

    private static String argument(RuleType type) {
        return switch (type) {
            case CUSTOM_SQL -> "a query in double quotes";
            case COLUMN_NAMES_MATCH_PATTERN -> "a regular expression in double quotes";
            default -> "a column's name in double quotes";
        };
    }

    private Optional<Condition> condition(RuleType type) {
        if (type.expects == RuleType.Expects.NOTHING) {
            return Optional.empty();
        }
        Word first = words.next();
        Condition condition = new ConditionParser(words).condition();
        if (type.expects != RuleType.Expects.VALUE && !condition.isNumeric()) {
            throw words.problem(first, type.word() + " is compared with numbers");
        }
        return Optional.of(condition);
    }

    private Optional<Condition> threshold(RuleType type) {
        boolean possible = type.expects == RuleType.Expects.VALUE || type.expects == RuleType.Expects.NUMBERS;
        if (!possible || !words.takeJoining("with")) {
            return Optional.empty();
        }
        words.require("threshold");
        Word first = words.next();
        Condition threshold = new ConditionParser(words).condition();
        if (!threshold.isNumeric()) {
            throw words.problem(first, "a threshold is a number between 0 and 1");
        }
        return Optional.of(threshold);
    }

    private void refuse(List<String> names) {
        for (String name : names) {
            if (words.next().is(name)) {
                throw new UnsupportedOperationException(
                        "The word %s of data quality rulesets is not supported by this version of Mastic"
                                .formatted(name));
            }
        }
    }
}
