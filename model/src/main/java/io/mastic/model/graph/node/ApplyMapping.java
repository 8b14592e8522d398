package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.StructOf;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Gives fields other names, types, places and another order; a field that is not listed, or dropped, goes.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_ApplyMapping.html">AWS</a>
 */
public record ApplyMapping(String name, List<String> inputs, List<Mapping> mappings) implements Node {
    private static final Set<String> VAGUE = Set.of("unknown", "choice");
    private static final Set<String> WITH_PARTS = Set.of("array", "map", "struct", "choice", "union");

    /**
     * Where one field comes from and goes to.
     *
     * @param from path of the field, in the parent for a child
     * @param children of a struct, which are mapped in its stead; none to take it whole
     * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Mapping.html">AWS</a>
     */
    public record Mapping(
            String to, List<String> from, String fromType, String toType, boolean dropped, List<Mapping> children) {
        static Mapping read(NodeFields fields) {
            return new Mapping(
                    fields.text("ToKey").orElse(""),
                    fields.texts("FromPath"),
                    fields.text("FromType").orElse(""),
                    fields.text("ToType").orElse(""),
                    fields.flag("Dropped").orElse(false),
                    fields.structures("Children", Mapping::read));
        }

        /** The leaves below, as mappings of whole paths. */
        private Stream<Leaf> leaves(List<String> fromParent, List<String> toParent) {
            if (dropped) {
                return Stream.of();
            }
            var source = joined(fromParent, from);
            var target = joined(toParent, List.of(to));
            return children.isEmpty()
                    ? Stream.of(new Leaf(source, fromType, target, toType))
                    : children.stream().flatMap(child -> child.leaves(source, target));
        }

        private static List<String> joined(List<String> start, List<String> end) {
            return Stream.concat(start.stream(), end.stream()).toList();
        }
    }

    private record Leaf(List<String> source, String fromType, List<String> target, String toType) {
        private Optional<FieldType> wanted() {
            try {
                return Optional.of(FieldType.parse(toType));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private boolean isWhole() {
            return !source.isEmpty() && !fromType.isEmpty() && !toType.isEmpty() && !target.contains("");
        }
    }

    static ApplyMapping read(NodeFields fields) {
        return new ApplyMapping(
                fields.required("Name"), fields.texts("Inputs"), fields.requiredStructures("Mapping", Mapping::read));
    }

    @Override
    public NodeType type() {
        return NodeType.APPLY_MAPPING;
    }

    private List<Leaf> leaves() {
        return mappings.stream()
                .flatMap(mapping -> mapping.leaves(List.of(), List.of()))
                .toList();
    }

    @Override
    public void check(NodeCheck check) {
        var targets = new HashSet<List<String>>();
        for (var leaf : leaves()) {
            var path = String.join(".", leaf.target());
            if (!leaf.isWhole()) {
                check.error(
                        "Mapping",
                        "The mapping to \"" + path
                                + "\" is incomplete: FromPath, FromType, ToKey and ToType are needed.");
                continue;
            }
            if (check.schema(0).flatMap(schema -> source(schema, leaf.source())).isEmpty()) {
                check.expectColumn("Mapping", 0, leaf.source());
            }
            if (!targets.add(leaf.target())) {
                check.error("Mapping", "Two fields become \"" + path + "\": give one of them another name.");
            }
            if (leaf.wanted().isEmpty()) {
                check.error("Mapping", "\"" + leaf.toType() + "\", which \"" + path + "\" is to be, is no type.");
            }
            fromType(check, leaf);
        }
        if (targets.isEmpty()) {
            check.error("Mapping", "No field is left: keep at least one.");
        }
    }

    private static void fromType(NodeCheck check, Leaf leaf) {
        check.schema(0)
                .flatMap(schema -> source(schema, leaf.source()))
                .filter(type -> !type.equals(FieldType.UNKNOWN) && !matches(type, leaf.fromType()))
                .ifPresent(type -> check.warn(
                        "Mapping",
                        "\"" + String.join(".", leaf.source()) + "\" is " + type.hive() + ", not " + leaf.fromType()
                                + ": values of another type than the mapping says become null."));
    }

    /** A type with parts may be named by its first word alone, as may decimals. */
    private static boolean matches(FieldType type, String said) {
        try {
            var other = FieldType.parse(said).hive();
            return type.hive().equals(other)
                    || type.hive().replaceAll("[<(].*", "").equals(other);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        var input = inputs.get(0).schema();
        var mapped = new Schema(List.<Column>of());
        for (var leaf : leaves()) {
            var source = input.map(schema -> source(schema, leaf.source()));
            if (source.isEmpty() || source.get().isPresent()) {
                mapped = mapped.with(leaf.target(), typeOf(leaf, source.flatMap(type -> type)));
            }
        }
        return Output.frame(mapped);
    }

    /** A type whose parts are not said keeps those of the source. */
    private static FieldType typeOf(Leaf leaf, Optional<FieldType> source) {
        var wanted = leaf.wanted().orElse(FieldType.UNKNOWN);
        return WITH_PARTS.contains(wanted.hive())
                ? source.filter(type -> type.hive().startsWith(wanted.hive())).orElse(FieldType.UNKNOWN)
                : wanted;
    }

    /** The type of the field that a run finds: in any case, if none has the name exactly. */
    private static Optional<FieldType> source(Schema schema, List<String> path) {
        Optional<FieldType> found = Optional.of(new StructOf(schema.columns()));
        for (var name : path) {
            found = found.flatMap(type -> field(type, name));
        }
        return found;
    }

    private static Optional<FieldType> field(FieldType type, String name) {
        if (!(type instanceof StructOf struct)) {
            return Optional.of(FieldType.UNKNOWN).filter(unknown -> VAGUE.contains(type.hive()));
        }
        return Stream.<Predicate<String>>of(name::equals, name::equalsIgnoreCase)
                .flatMap(fits -> struct.fields().stream().filter(field -> fits.test(field.name())))
                .map(Column::type)
                .findFirst();
    }

    @Override
    public void write(NodeScript script) {
        var tuples = new ArrayList<Python>();
        leaves().forEach(leaf -> tuples.add(Python.tuple(List.of(
                Python.text(FieldNames.quoted(leaf.source())),
                Python.text(leaf.fromType()),
                Python.text(FieldNames.quoted(leaf.target())),
                Python.text(leaf.toType())))));
        script.apply("ApplyMapping", Item.named("frame", script.input(0)), Item.named("mappings", Python.list(tuples)));
    }
}
