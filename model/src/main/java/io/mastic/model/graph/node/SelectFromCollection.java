package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Optional;

/**
 * Takes one frame of a collection.
 *
 * @param index of the frame in the order in which the parent declares its frames, from 0
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SelectFromCollection.html">AWS</a>
 */
public record SelectFromCollection(String name, List<String> inputs, int index) implements Node {
    static SelectFromCollection read(NodeFields fields) {
        var index = fields.integer("Index");
        if (index.isEmpty() && !fields.has("Index") || index.orElse(0) < 0) {
            fields.invalid("Index", "\"Index\" is the number of the frame, from 0.");
        }
        return new SelectFromCollection(fields.required("Name"), fields.texts("Inputs"), index.orElse(0));
    }

    @Override
    public NodeType type() {
        return NodeType.SELECT_FROM_COLLECTION;
    }

    @Override
    public void check(NodeCheck check) {
        int frames = check.input(0).frames().size();
        if (check.input(0).collection() && frames > 0 && index >= frames) {
            check.error(
                    "Index", "The collection has " + frames + " frames; the last one has index " + (frames - 1) + ".");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        var frames = inputs.get(0).frames();
        return inputs.get(0).collection() && index < frames.size()
                ? Output.frame(frames.get(index).schema())
                : Output.UNKNOWN;
    }

    @Override
    public void write(NodeScript script) {
        var parent = script.inputs().get(0);
        var key = Optional.of(parent.output().frames())
                .filter(frames ->
                        index < frames.size() && !frames.get(index).key().isEmpty())
                .map(frames -> Python.text(frames.get(index).key()))
                .orElseGet(() -> Python.name("list(" + parent.variable() + ".keys())[" + index + "]"));
        script.apply("SelectFromCollection", Item.named("dfc", script.input(0)), Item.named("key", key));
    }
}
