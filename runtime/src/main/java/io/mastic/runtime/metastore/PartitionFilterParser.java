package io.mastic.runtime.metastore;

import io.mastic.runtime.metastore.PartitionFilter.And;
import io.mastic.runtime.metastore.PartitionFilter.Comparison;
import io.mastic.runtime.metastore.PartitionFilter.In;
import io.mastic.runtime.metastore.PartitionFilter.Like;
import io.mastic.runtime.metastore.PartitionFilter.Literal;
import io.mastic.runtime.metastore.PartitionFilter.Or;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the filters that Spark writes for Hive: {@code name op literal} or {@code literal op name}, {@code name like
 * "pattern"}, {@code and}, {@code or} and parentheses. A text stands in double quotes, or in single ones if it holds
 * double ones.
 */
final class PartitionFilterParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>\"[^\"]*\"|'[^']*')|(?<number>-?\\d+)|(?<operator><=|>=|<>|!=|=|<|>)|(?<bracket>[()])"
                    + "|(?<word>[A-Za-z_][A-Za-z0-9_]*))");
    private static final Map<String, String> TURNED = Map.of("<", ">", ">", "<", "<=", ">=", ">=", "<=");
    /** Spark's patterns are of this form: {@code x.*}, {@code .*x} or {@code .*x.*}. */
    private static final Pattern AFFIX = Pattern.compile("(\\.\\*)?(.*?)(\\.\\*)?", Pattern.DOTALL);

    private enum Kind {
        TEXT,
        NUMBER,
        OPERATOR,
        BRACKET,
        WORD
    }

    private record Token(Kind kind, String text) {}

    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final List<Token> tokens;
    private int position;

    private PartitionFilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Empty for a filter that cannot be read. */
    static Optional<PartitionFilter> parse(String filter) {
        try {
            PartitionFilterParser parser = new PartitionFilterParser(tokens(filter));
            PartitionFilter parsed = parser.or();
            return parser.position == parser.tokens.size() ? Optional.of(parsed) : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    private static List<Token> tokens(String filter) throws UnreadableException {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(filter);
        int at = 0;
        while (!filter.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new UnreadableException();
            }
            at = matcher.end();
            for (Kind kind : Kind.values()) {
                String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
                if (text != null) {
                    tokens.add(new Token(kind, text));
                }
            }
        }
        return tokens;
    }

    private PartitionFilter or() throws UnreadableException {
        List<PartitionFilter> terms = new ArrayList<>(List.of(and()));
        while (at(Kind.WORD, "or")) {
            position++;
            terms.add(and());
        }
        List<PartitionFilter> flat = new ArrayList<>();
        terms.forEach(term -> flat.addAll(term instanceof Or or ? or.terms() : List.of(term)));
        return flat.size() == 1 ? flat.get(0) : oneKey(flat).orElseGet(() -> new Or(flat));
    }

    /** Spark writes IN as equalities, which would soon be longer than the catalog takes. */
    private static Optional<PartitionFilter> oneKey(List<PartitionFilter> terms) {
        List<Literal> values = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (PartitionFilter term : terms) {
            if (term instanceof Comparison equality && equality.operator().equals("=")) {
                keys.add(equality.key());
                values.add(equality.value());
            } else if (term instanceof In in) {
                keys.add(in.key());
                values.addAll(in.values());
            } else {
                return Optional.empty();
            }
        }
        boolean oneKind = values.stream().map(Literal::isText).distinct().count() == 1;
        return keys.size() == 1 && oneKind ? Optional.of(new In(keys.iterator().next(), values)) : Optional.empty();
    }

    private PartitionFilter and() throws UnreadableException {
        List<PartitionFilter> terms = new ArrayList<>(List.of(term()));
        while (at(Kind.WORD, "and")) {
            position++;
            terms.add(term());
        }
        List<PartitionFilter> flat = new ArrayList<>();
        terms.forEach(term -> flat.addAll(term instanceof And and ? and.terms() : List.of(term)));
        return flat.size() == 1 ? flat.get(0) : new And(flat);
    }

    private PartitionFilter term() throws UnreadableException {
        if (at(Kind.BRACKET, "(")) {
            position++;
            PartitionFilter inner = or();
            if (!at(Kind.BRACKET, ")")) {
                throw new UnreadableException();
            }
            position++;
            return inner;
        }
        Token left = next();
        Token operator = next();
        Token right = next();
        if (left.kind() == Kind.WORD && operator.text().equals("like") && right.kind() == Kind.TEXT) {
            return new Like(key(left), pattern(literal(right).value()));
        }
        if (operator.kind() != Kind.OPERATOR) {
            throw new UnreadableException();
        }
        String sign = operator.text().equals("!=") ? "<>" : operator.text();
        return left.kind() == Kind.WORD
                ? new Comparison(key(left), sign, literal(right))
                : new Comparison(key(right), TURNED.getOrDefault(sign, sign), literal(left));
    }

    private static String key(Token token) throws UnreadableException {
        if (token.kind() != Kind.WORD) {
            throw new UnreadableException();
        }
        return token.text().toLowerCase(Locale.ROOT);
    }

    private static Literal literal(Token token) throws UnreadableException {
        return switch (token.kind()) {
            case TEXT -> new Literal(token.text().substring(1, token.text().length() - 1), true);
            case NUMBER -> new Literal(token.text(), false);
            case OPERATOR, BRACKET, WORD -> throw new UnreadableException();
        };
    }

    private static String pattern(String hive) throws UnreadableException {
        Matcher affix = AFFIX.matcher(hive);
        if (hive.contains("\\") || !affix.matches()) {
            throw new UnreadableException();
        }
        return (affix.group(1) == null ? "" : "%") + affix.group(2) + (affix.group(3) == null ? "" : "%");
    }

    private boolean at(Kind kind, String text) {
        return position < tokens.size() && tokens.get(position).equals(new Token(kind, text));
    }

    private Token next() throws UnreadableException {
        if (position == tokens.size()) {
            throw new UnreadableException();
        }
        return tokens.get(position++);
    }
}
