package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Output.Frame;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import io.mastic.model.graph.script.ScriptFunction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts out a frame for each group, with the rows for which its conditions hold: a row goes to every group that fits, and to
 * {@code default_group} if none does.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Route.html">AWS</a>
 */
public record Route(String name, List<String> inputs, List<Group> groups) implements Node {
    private static final String DEFAULT = "default_group";
    private static final Pattern LIMITED = Pattern.compile("[A-Za-z0-9_-]*");

    /** Rows of a frame of their own. */
    public record Group(String name, Conditions conditions) {
        static Group read(NodeFields fields) {
            var name = fields.required("GroupName");
            if (!LIMITED.matcher(name).matches()) {
                fields.invalid("GroupName", "A group's name has only letters, digits, _ and -.");
            }
            return new Group(name, Conditions.read(fields));
        }

        private boolean isDefault() {
            return name.equals(DEFAULT);
        }
    }

    static Route read(NodeFields fields) {
        return new Route(
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.requiredStructures("GroupFiltersList", Group::read));
    }

    @Override
    public NodeType type() {
        return NodeType.ROUTE;
    }

    @Override
    public void check(NodeCheck check) {
        var names = new HashSet<String>();
        for (int at = 0; at < groups.size(); at++) {
            var group = groups.get(at);
            var prefix = "GroupFiltersList[" + at + "].";
            group.conditions().check(prefix, check);
            if (!names.add(group.name())) {
                check.error(prefix + "GroupName", "There are two groups \"" + group.name() + "\": rename one of them.");
            }
            if (group.isDefault()) {
                check.warn(
                        prefix + "Filters",
                        "default_group gets the rows of no other group, whatever conditions it has itself.");
            }
        }
    }

    /** The groups in order; the default one is the last if it is not listed. */
    private List<String> names() {
        return Stream.concat(groups.stream().map(Group::name), Stream.of(DEFAULT))
                .distinct()
                .toList();
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.collection(names().stream()
                .map(key -> new Frame(key, inputs.get(0).schema()))
                .toList());
    }

    @Override
    public void write(NodeScript script) {
        script.need(ScriptFunction.THREADED_ROUTE);
        var schema = script.inputs().get(0).output().schema();
        var filters = new ArrayList<Python>();
        for (var key : names()) {
            var own = groups.stream()
                    .filter(group -> group.name().equals(key) != key.equals(DEFAULT))
                    .map(group -> group.conditions().python(schema, script))
                    .toList();
            filters.add(Python.call(
                    "GroupFilter",
                    Item.named("name", Python.text(key)),
                    Item.predicate("filters", key.equals(DEFAULT) ? Python.none(own) : own.get(0))));
        }
        script.assign(Python.call(
                "threadedRoute",
                Item.of(Python.name("glueContext")),
                Item.named("source_DyF", script.input(0)),
                Item.named("group_filters", Python.list(filters))));
    }
}
