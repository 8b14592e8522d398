package io.mastic.model.graph.library;

import io.mastic.model.graph.node.NodeCheck;
import io.mastic.model.graph.node.RegularExpression;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.MapOf;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the parameters of each transform of the library have to fulfil together. */
final class LibraryChecks {
    private LibraryChecks() {}

    static void nothing(Arguments arguments, Optional<Columns> input, NodeCheck check) {}

    static void elements(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        known("colName", arguments, input)
                .filter(type -> !(type instanceof ArrayOf))
                .ifPresent(type -> check.error(
                        field("colName"),
                        named("colName", arguments) + " is " + type.hive() + ", no array: split it first."));
        int indexes = arguments.names("indexes").size();
        if (indexes > 0 && indexes != arguments.names("colList").size()) {
            check.error(
                    field("indexes"),
                    "colList has " + arguments.names("colList").size() + " names and indexes has " + indexes
                            + " numbers: give one for each column.");
        }
    }

    static void exploded(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        var type = known("colName", arguments, input);
        if (type.isPresent() && !(type.get() instanceof ArrayOf) && !(type.get() instanceof MapOf)) {
            check.error(
                    field("colName"),
                    named("colName", arguments) + " is " + type.get().hive() + ", neither an array nor a map.");
        }
        if (type.filter(MapOf.class::isInstance).isPresent()) {
            differ("newCol", "valueCol", arguments, check);
        }
    }

    static void jsonPaths(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        int paths = arguments.names("jsonPaths").size();
        int names = arguments.names("colList").size();
        if (paths != names) {
            check.error(
                    field("colList"),
                    "jsonPaths has the length " + paths + " and colList " + names + ": give one column for each path.");
        }
    }

    static void lookup(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        input.ifPresent(columns -> {
            for (var name : arguments.names("colList")) {
                if (columns.path(name).isPresent()) {
                    check.error(
                            field("colList"),
                            "The input has a column \"" + name + "\" already: rename or drop it before the lookup.");
                }
            }
            for (var pair : arguments.names("keyMapping")) {
                var key = pair.replaceAll("=[^`]*(`[^`]*`)?$", "").strip();
                if (columns.path(key).isEmpty()) {
                    check.error(
                            field("keyMapping"), "The input has no column \"" + key + "\". It has: " + names(columns));
                }
            }
        });
    }

    static void json(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        arguments
                .text("samplingRatio")
                .filter(text -> text.strip().matches("[+-]?[\\d.]{1,30}"))
                .filter(text -> !isShare(text.strip()))
                .ifPresent(text -> check.error(
                        field("samplingRatio"),
                        "The share of rows to read is above 0 and at most 1, not " + text + "."));
    }

    private static boolean isShare(String text) {
        try {
            var share = new BigDecimal(text);
            return share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static void pivot(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        var aggregated = arguments.text("aggCol").orElse("");
        if (!aggregated.isEmpty() && arguments.names("colList").contains(aggregated)) {
            check.error(
                    field("colList"),
                    "\"" + aggregated + "\" is what is aggregated: its values cannot become columns as well.");
        }
        input.map(columns -> columns.without(List.of(aggregated)).schema().names())
                .orElse(List.of())
                .forEach(column -> check.requireComparable(field("colList"), 0, List.of(column)));
    }

    static void matching(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        LibraryTransform.RECORD_MATCHING.refusal().ifPresent(sentence -> check.error("FunctionName", sentence));
    }

    static void groups(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        int names = arguments.names("newCols").size();
        compiled("regex", arguments, check)
                .map(regex -> regex.matcher("").groupCount())
                .filter(groups -> names != Math.max(1, groups))
                .ifPresent(groups -> check.error(
                        field("newCols"),
                        "The number of groups is " + groups + " and of names " + names + ": name a column for each"
                                + " group, an empty one to skip it, or one for the whole match if there is no group."));
    }

    static void split(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        compiled("pattern", arguments, check);
    }

    static void unpivoted(Arguments arguments, Optional<Columns> input, NodeCheck check) {
        differ("namesCol", "valuesCol", arguments, check);
        var types = input.stream()
                .flatMap(columns -> arguments.names("colList").stream().flatMap(name -> columns.type(name).stream()))
                .filter(type -> !type.equals(FieldType.UNKNOWN))
                .distinct()
                .map(FieldType::hive)
                .toList();
        if (types.size() > 1) {
            check.error(
                    field("colList"),
                    "The columns are of several types, " + String.join(", ", types)
                            + ": make them one with Change Schema first.");
        }
    }

    private static Optional<Pattern> compiled(String name, Arguments arguments, NodeCheck check) {
        var expression = arguments.text(name);
        var problem = expression.flatMap(RegularExpression::problem);
        problem.ifPresent(
                why -> check.error(field(name), named(name, arguments) + " is no regular expression: " + why + "."));
        return expression.filter(text -> problem.isEmpty()).map(Pattern::compile);
    }

    private static void differ(String one, String other, Arguments arguments, NodeCheck check) {
        var first = arguments.text(one).orElse("");
        if (!first.isEmpty() && first.equalsIgnoreCase(arguments.text(other).orElse(""))) {
            check.error(field(other), "Two columns would be named \"" + first + "\": give one another name.");
        }
    }

    private static Optional<FieldType> known(String name, Arguments arguments, Optional<Columns> input) {
        return input.flatMap(columns -> arguments.text(name).flatMap(columns::type))
                .filter(type -> !type.equals(FieldType.UNKNOWN));
    }

    private static String named(String name, Arguments arguments) {
        return "\"" + arguments.text(name).orElse("") + "\"";
    }

    private static String names(Columns columns) {
        return String.join(", ", columns.schema().names());
    }

    private static String field(String name) {
        return "Parameters." + name;
    }
}
