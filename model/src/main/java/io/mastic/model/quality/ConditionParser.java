package io.mastic.model.quality;

import io.mastic.model.quality.Condition.Comparison;
import io.mastic.model.quality.Words.Kind;
import io.mastic.model.quality.Words.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the conditions of rules. */
final class ConditionParser {
    private static final Map<String, Comparison> SIGNS = Map.of(
            "=", Comparison.EQUAL,
            "!=", Comparison.EQUAL,
            ">", Comparison.GREATER,
            ">=", Comparison.GREATER_OR_EQUAL,
            "<", Comparison.LESS,
            "<=", Comparison.LESS_OR_EQUAL);
    private static final Map<String, Duration> UNITS = Map.of(
            "minute", Duration.ofMinutes(1),
            "minutes", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "hours", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "days", Duration.ofDays(1));
    /** Functions over the results of earlier runs. */
    private static final Set<String> DYNAMIC =
            Set.of("last", "avg", "min", "max", "sum", "median", "std", "percentile", "index", "abs");

    private final Words words;

    ConditionParser(Words words) {
        this.words = words;
    }

    Condition condition() {
        Word word = words.next();
        Comparison sign = word.kind() == Kind.SIGN ? SIGNS.get(word.text()) : null;
        if (sign != null) {
            words.take();
            return new Condition(sign, word.is("!="), List.of(operand()));
        }
        boolean negated = words.takeJoining("not");
        if (words.takeJoining("between")) {
            Operand low = operand();
            if (!words.takeJoining("and")) {
                throw words.expected("'and'");
            }
            return new Condition(Comparison.BETWEEN, negated, List.of(low, operand()));
        }
        if (words.takeJoining("in")) {
            return new Condition(Comparison.IN, negated, list());
        }
        if (words.takeJoining("matches")) {
            Operand pattern = new Operand.Text(words.requireText("a regular expression"));
            return new Condition(Comparison.MATCHES, negated, List.of(pattern));
        }
        throw words.expected(negated ? "'between', 'in' or 'matches'" : "a condition, such as '> 0' or 'in [1, 2]',");
    }

    private List<Operand> list() {
        words.require("[");
        List<Operand> operands = new ArrayList<>();
        do {
            operands.add(operand());
        } while (words.takeIf(","));
        if (!words.takeIf("]")) {
            throw words.expected("',' or ']'");
        }
        return operands;
    }

    private Operand operand() {
        Word word = words.next();
        return switch (word.kind()) {
            case NUMBER -> new Operand.Number(words.requireNumber());
            case TEXT -> new Operand.Text(words.requireText("a text"));
            case NAME -> named(word);
            default -> {
                if (!word.is("(")) {
                    throw words.expected("a value");
                }
                words.take();
                Operand moment = moment();
                words.require(")");
                yield moment;
            }
        };
    }

    private Operand named(Word word) {
        if (word.is("now")) {
            return moment();
        }
        if (DYNAMIC.contains(word.text())) {
            throw new UnsupportedOperationException(
                    "Dynamic rules (%s) are not supported by this version of Mastic".formatted(word.text()));
        }
        Operand keyword = Arrays.stream(Operand.Keyword.values())
                .filter(known -> word.is(known.name()))
                .findFirst()
                .orElseThrow(() -> words.expected("a value"));
        words.take();
        return keyword;
    }

    /** {@code now()} and what is added to or taken from it. */
    private Operand moment() {
        words.require("now");
        words.require("(");
        words.require(")");
        Word next = words.next();
        if (words.takeIf("-")) {
            return new Operand.Moment(duration(words.requireNumber()));
        }
        if (words.takeIf("+")) {
            return new Operand.Moment(duration(-words.requireNumber()));
        }
        boolean attached = next.kind() == Kind.NUMBER && next.text().startsWith("-");
        return new Operand.Moment(attached ? duration(-words.requireNumber()) : Duration.ZERO);
    }

    private Duration duration(double count) {
        Duration unit =
                words.next().kind() == Kind.NAME ? UNITS.get(words.next().text()) : null;
        if (unit == null) {
            throw words.expected("'minutes', 'hours' or 'days'");
        }
        words.take();
        return Duration.ofMillis((long) (count * unit.toMillis()));
    }
}
