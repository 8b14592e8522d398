package io.mastic.server.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A condition operator with its modifiers: {@code ForAnyValue:StringLikeIfExists}.
 *
 * @param negated no listed value may match
 * @param compares the request's value, and one of the policy's
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     AWS: condition operators</a>
 */
record ConditionOperator(
        Qualifier qualifier, boolean ifExists, boolean negated, boolean tests, BiPredicate<String, String> compares) {
    /** How the values of a multivalued key are taken together. */
    enum Qualifier {
        NONE,
        ANY,
        ALL
    }

    private static final Map<String, BiPredicate<String, String>> COMPARISONS = Map.ofEntries(
            Map.entry("StringEquals", String::equals),
            Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
            Map.entry("StringLike", Wildcards::match),
            Map.entry("ArnEquals", Wildcards::matchArn),
            Map.entry("ArnLike", Wildcards::matchArn),
            Map.entry("Bool", String::equalsIgnoreCase),
            Map.entry("BinaryEquals", String::equals),
            Map.entry("IpAddress", ConditionOperator::within),
            Map.entry("NumericEquals", numbers(order -> order == 0)),
            Map.entry("NumericLessThan", numbers(order -> order < 0)),
            Map.entry("NumericLessThanEquals", numbers(order -> order <= 0)),
            Map.entry("NumericGreaterThan", numbers(order -> order > 0)),
            Map.entry("NumericGreaterThanEquals", numbers(order -> order >= 0)),
            Map.entry("DateEquals", dates(order -> order == 0)),
            Map.entry("DateLessThan", dates(order -> order < 0)),
            Map.entry("DateLessThanEquals", dates(order -> order <= 0)),
            Map.entry("DateGreaterThan", dates(order -> order > 0)),
            Map.entry("DateGreaterThanEquals", dates(order -> order >= 0)));
    private static final Map<String, String> NEGATIONS = Map.of(
            "StringNotEquals", "StringEquals",
            "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
            "StringNotLike", "StringLike",
            "ArnNotEquals", "ArnEquals",
            "ArnNotLike", "ArnLike",
            "NotIpAddress", "IpAddress",
            "NumericNotEquals", "NumericEquals",
            "DateNotEquals", "DateEquals");

    /** The operator of that name; empty if AWS has none such. */
    static Optional<ConditionOperator> parse(String name) {
        var qualifier = Qualifier.NONE;
        var rest = name;
        if (rest.startsWith("ForAnyValue:")) {
            qualifier = Qualifier.ANY;
            rest = rest.substring("ForAnyValue:".length());
        } else if (rest.startsWith("ForAllValues:")) {
            qualifier = Qualifier.ALL;
            rest = rest.substring("ForAllValues:".length());
        }
        if (rest.equals("Null")) {
            return Optional.of(new ConditionOperator(qualifier, false, false, true, String::equalsIgnoreCase));
        }
        var ifExists = rest.endsWith("IfExists");
        var plain = ifExists ? rest.substring(0, rest.length() - "IfExists".length()) : rest;
        var negated = NEGATIONS.containsKey(plain);
        var comparison = COMPARISONS.get(NEGATIONS.getOrDefault(plain, plain));
        return Optional.ofNullable(comparison).map(new Of(qualifier, ifExists, negated)::operator);
    }

    private record Of(Qualifier qualifier, boolean ifExists, boolean negated) {
        ConditionOperator operator(BiPredicate<String, String> comparison) {
            return new ConditionOperator(qualifier, ifExists, negated, false, comparison);
        }
    }

    /**
     * @param values of the request's key; empty if it has none
     * @param multivalued whether the key can hold several values: then an operator without qualifier never holds
     * @param listed of the policy, variables already replaced
     */
    boolean holds(List<String> values, boolean multivalued, List<String> listed) {
        if (tests) {
            return listed.stream().anyMatch(value -> compares.test(Boolean.toString(values.isEmpty()), value));
        }
        if (values.isEmpty()) {
            return absent();
        }
        return switch (qualifier) {
            case ANY -> values.stream().anyMatch(value -> holds(value, listed));
            case ALL -> values.stream().allMatch(value -> holds(value, listed));
            case NONE -> !multivalued && holds(values.get(0), listed);
        };
    }

    private boolean absent() {
        return switch (qualifier) {
            case ANY -> ifExists;
            case ALL -> true;
            case NONE -> ifExists || negated;
        };
    }

    private boolean holds(String value, List<String> listed) {
        return negated != listed.stream().anyMatch(pattern -> compares.test(value, pattern));
    }

    private interface Order {
        boolean holds(int comparison);
    }

    private static BiPredicate<String, String> numbers(Order order) {
        return (value, listed) -> {
            try {
                return order.holds(Double.compare(Double.parseDouble(value), Double.parseDouble(listed)));
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }

    private static BiPredicate<String, String> dates(Order order) {
        return (value, listed) -> {
            var one = instant(value);
            var other = instant(listed);
            return one.isPresent() && other.isPresent() && order.holds(one.get().compareTo(other.get()));
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            if (text.matches("\\d{1,12}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            var whole = text.toUpperCase(Locale.ROOT);
            return Optional.of(OffsetDateTime.parse(whole.contains("T") ? whole : whole + "T00:00:00Z")
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in a CIDR block; an address alone is a block of one. */
    private static boolean within(String address, String block) {
        var parts = block.split("/", 2);
        if (!address.matches("[0-9a-fA-F.:]+") || !parts[0].matches("[0-9a-fA-F.:]+")) {
            return false;
        }
        try {
            var one = InetAddress.getByName(address).getAddress();
            var other = InetAddress.getByName(parts[0]).getAddress();
            int bits = parts.length == 1 ? one.length * 8 : Integer.parseInt(parts[1]);
            if (one.length != other.length || bits < 0 || bits > one.length * 8) {
                return false;
            }
            int whole = bits / 8;
            int mask = bits % 8 == 0 ? 0 : 0xff << (8 - bits % 8);
            return Arrays.equals(one, 0, whole, other, 0, whole)
                    && (mask == 0 || (one[whole] & mask) == (other[whole] & mask));
        } catch (UnknownHostException | NumberFormatException e) {
            return false;
        }
    }
}
