package io.mastic.model.graph.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Python expression. Values of users get into a script only as {@link #text}, {@link #block} and their like, which quote
 * them, so that no value can break out.
 */
public sealed interface Python {
    /** The expression on one line. */
    String inline();

    /** The lines of the expression if the first begins at a column and lines may be so wide. */
    List<String> lines(int column, int width);

    /** An expression without parts that could go onto lines of their own. */
    record Plain(String code) implements Python {
        public Plain {
            Objects.requireNonNull(code);
        }

        @Override
        public String inline() {
            return code;
        }

        @Override
        public List<String> lines(int column, int width) {
            return List.of(code);
        }
    }

    /** A call of a method of what another expression gives. */
    record Chained(Python on, Bracketed call) implements Python {
        public Chained {
            Objects.requireNonNull(on);
            Objects.requireNonNull(call);
        }

        @Override
        public String inline() {
            return on.inline() + call.inline();
        }

        @Override
        public List<String> lines(int column, int width) {
            if (inline().indexOf('\n') < 0 && column + inline().length() <= width) {
                return List.of(inline());
            }
            var lines = new ArrayList<>(on.lines(column, width - call.open().length()));
            var last = lines.remove(lines.size() - 1);
            var rest = call.lines(last.length() + (lines.isEmpty() ? column : 0), width);
            lines.add(last + rest.get(0));
            lines.addAll(rest.subList(1, rest.size()));
            return lines;
        }
    }

    /** Something in brackets: a call, a list, a dictionary. */
    record Bracketed(String open, List<Item> items, String close) implements Python {
        private static final int INDENT = 4;

        public Bracketed {
            items = List.copyOf(items);
        }

        @Override
        public String inline() {
            return items.stream()
                    .map(item -> item.label() + item.value().inline())
                    .collect(Collectors.joining(", ", open, close));
        }

        @Override
        public List<String> lines(int column, int width) {
            var inline = inline();
            if (items.isEmpty() || inline.indexOf('\n') < 0 && column + inline.length() <= width) {
                return List.of(inline);
            }
            var lines = new ArrayList<String>();
            lines.add(open);
            for (var item : items) {
                var inner = item.value().lines(item.label().length(), width - INDENT);
                IntStream.range(0, inner.size())
                        .mapToObj(at ->
                                (at == 0 ? item.label() : "") + inner.get(at) + (at == inner.size() - 1 ? "," : ""))
                        .forEach(line -> lines.add(" ".repeat(INDENT) + line));
            }
            lines.add(close);
            return lines;
        }
    }

    /** Several expressions with a word between, in brackets. */
    record Joined(String open, List<Python> parts, String word) implements Python {
        private static final int INDENT = 4;

        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public String inline() {
            return parts.stream().map(Python::inline).collect(Collectors.joining(" " + word + " ", open, ")"));
        }

        @Override
        public List<String> lines(int column, int width) {
            var inline = inline();
            if (column + inline.length() <= width) {
                return List.of(inline);
            }
            var lines = new ArrayList<String>();
            lines.add(open);
            for (int at = 0; at < parts.size(); at++) {
                var start = at == 0 ? "" : word + " ";
                var inner = new ArrayList<>(parts.get(at).lines(start.length(), width - INDENT));
                inner.set(0, start + inner.get(0));
                inner.forEach(line -> lines.add(" ".repeat(INDENT) + line));
            }
            lines.add(")");
            return lines;
        }
    }

    /** A part in brackets; the label is {@code name=}, {@code "key": } or empty. */
    record Item(String label, Python value) {
        public Item {
            Objects.requireNonNull(label);
            Objects.requireNonNull(value);
        }

        /** The entries of a dictionary as arguments. */
        public static Item spread(Python dictionary) {
            return new Item("**", dictionary);
        }

        public static Item of(Python value) {
            return new Item("", value);
        }

        /** An argument with its name. */
        public static Item named(String name, Python value) {
            return new Item(name + "=", value);
        }

        /** An argument that is a function of a record. */
        public static Item predicate(String name, Python condition) {
            return new Item(name + "=lambda row: ", condition);
        }

        static Item key(String key, Python value) {
            return new Item(text(key).inline() + ": ", value);
        }
    }

    /** A name that is known to be one, or code of our own. */
    static Python name(String code) {
        return new Plain(code);
    }

    static Python text(String value) {
        return new Plain(Literals.text(value));
    }

    /** Text in triple quotes, which keeps its line breaks. */
    static Python block(String value) {
        return new Plain(Literals.block(value));
    }

    static Python number(Number value) {
        return new Plain(value.toString());
    }

    static Python flag(boolean value) {
        return new Plain(value ? "True" : "False");
    }

    static Python list(List<Python> values) {
        return new Bracketed("[", values.stream().map(Item::of).toList(), "]");
    }

    static Python texts(List<String> values) {
        return list(values.stream().map(Python::text).toList());
    }

    static Python set(List<Python> values) {
        return values.isEmpty()
                ? name("set()")
                : new Bracketed("{", values.stream().map(Item::of).toList(), "}");
    }

    /** A tuple of at least two values. */
    static Python tuple(List<Python> values) {
        return new Bracketed("(", values.stream().map(Item::of).toList(), ")");
    }

    /** A dictionary in the order of the map. */
    static Python dict(Map<String, Python> entries) {
        return new Bracketed(
                "{",
                entries.entrySet().stream()
                        .map(entry -> Item.key(entry.getKey(), entry.getValue()))
                        .toList(),
                "}");
    }

    /** Whether all of the conditions hold. */
    static Python all(List<Python> conditions) {
        return new Joined("(", conditions, "and");
    }

    /** Whether one of the conditions holds. */
    static Python any(List<Python> conditions) {
        return new Joined("(", conditions, "or");
    }

    /** Whether not all of the conditions hold. */
    static Python negation(List<Python> conditions) {
        return new Joined("not (", conditions, "and");
    }

    /** Whether none of the conditions holds. */
    static Python none(List<Python> conditions) {
        return new Joined("not (", conditions, "or");
    }

    /** A call of a function of ours or the libraries'. */
    static Python call(String function, List<Item> arguments) {
        return new Bracketed(function + "(", arguments, ")");
    }

    static Python call(String function, Item... arguments) {
        return call(function, List.of(arguments));
    }

    /** A call of a method, {@code on.method(…)}. */
    static Python method(Python on, String method, Item... arguments) {
        return new Chained(on, new Bracketed("." + method + "(", List.of(arguments), ")"));
    }
}
