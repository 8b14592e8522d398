package io.mastic.runtime.metastore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A filter over partition keys as the Expression of GetPartitions. Spark filters again what it is given: so a filter
 * may be weakened, by what is too long for the catalog, but never strengthened.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html">AWS</a>
 */
sealed interface PartitionFilter {
    /** The longest Expression that the catalog takes. */
    int LONGEST = 2048;

    /** The condition in the catalog's grammar. */
    String expression();

    /** A condition that holds wherever this one does, and is shorter; empty if that can only be none at all. */
    Optional<PartitionFilter> weaker();

    /** The Expression for a filter that Spark wrote, or empty for all partitions: if it cannot be read or shortened. */
    static Optional<String> expressionOf(String hive) {
        Optional<PartitionFilter> filter = PartitionFilterParser.parse(hive);
        while (filter.isPresent() && filter.get().expression().length() > LONGEST) {
            filter = filter.get().weaker();
        }
        return filter.map(PartitionFilter::expression);
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A value: a number as it is, or a text. */
    record Literal(String value, boolean isText) {
        String expression() {
            return isText ? text(value) : value;
        }
    }

    /** {@code key operator value}. */
    record Comparison(String key, String operator, Literal value) implements PartitionFilter {
        @Override
        public String expression() {
            return key + " " + operator + " " + value.expression();
        }

        @Override
        public Optional<PartitionFilter> weaker() {
            return Optional.empty();
        }
    }

    /** A text that begins, ends or goes on with another. */
    record Like(String key, String pattern) implements PartitionFilter {
        @Override
        public String expression() {
            return key + " like " + text(pattern);
        }

        @Override
        public Optional<PartitionFilter> weaker() {
            return Optional.empty();
        }
    }

    /** One of several values of a key, all of one kind. */
    record In(String key, List<Literal> values) implements PartitionFilter {
        @Override
        public String expression() {
            return key + values.stream().map(Literal::expression).collect(Collectors.joining(", ", " in (", ")"));
        }

        /** Everything between the least and the greatest value. */
        @Override
        public Optional<PartitionFilter> weaker() {
            Comparator<Literal> order = values.get(0).isText()
                    ? Comparator.comparing(Literal::value, In::byCodePoint)
                    : Comparator.comparing(literal -> new java.math.BigInteger(literal.value()));
            Literal least = values.stream().min(order).orElseThrow();
            Literal greatest = values.stream().max(order).orElseThrow();
            return Optional.of(new And(List.of(new Comparison(key, ">=", least), new Comparison(key, "<=", greatest))));
        }

        /** The order of UTF-8, in which the catalog compares, and not that of Java's. */
        private static int byCodePoint(String left, String right) {
            return java.util.Arrays.compareUnsigned(
                    left.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    right.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** All of them. */
    record And(List<PartitionFilter> terms) implements PartitionFilter {
        public And {
            terms = List.copyOf(terms);
        }

        @Override
        public String expression() {
            return joined(terms, " and ");
        }

        /** Without its longest term, or with a weaker one. */
        @Override
        public Optional<PartitionFilter> weaker() {
            List<PartitionFilter> left = new ArrayList<>(terms);
            PartitionFilter longest = longest(left);
            int place = left.indexOf(longest);
            left.remove(place);
            longest.weaker().ifPresent(term -> left.add(place, term));
            return left.isEmpty() ? Optional.empty() : Optional.of(left.size() == 1 ? left.get(0) : new And(left));
        }
    }

    /** One of them at least. */
    record Or(List<PartitionFilter> terms) implements PartitionFilter {
        public Or {
            terms = List.copyOf(terms);
        }

        @Override
        public String expression() {
            return joined(terms, " or ");
        }

        /** With a weaker longest term; without it, everything would have to be asked for. */
        @Override
        public Optional<PartitionFilter> weaker() {
            List<PartitionFilter> left = new ArrayList<>(terms);
            PartitionFilter longest = longest(left);
            return longest.weaker().map(term -> {
                left.set(left.indexOf(longest), term);
                return new Or(left);
            });
        }
    }

    private static PartitionFilter longest(List<PartitionFilter> terms) {
        return terms.stream()
                .max(Comparator.comparingInt(term -> term.expression().length()))
                .orElseThrow();
    }

    private static String joined(List<PartitionFilter> terms, String operator) {
        return terms.stream().map(PartitionFilter::expression).collect(Collectors.joining(operator, "(", ")"));
    }
}
