package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Passes its input on, and writes a sample of it as JSON.
 *
 * @param topK how many rows at most; 10 if neither this nor a chance is given
 * @param chance of each row, from 0 to 1
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Spigot.html">AWS</a>
 */
public record Spigot(String name, List<String> inputs, String path, OptionalInt topK, OptionalDouble chance)
        implements Node {
    private static final int MOST_ROWS = 100;
    private static final int DEFAULT_ROWS = 10;

    static Spigot read(NodeFields fields) {
        var topK = fields.integer("Topk");
        var chance = fields.fraction("Prob");
        if (topK.orElse(0) < 0 || topK.orElse(0) > MOST_ROWS) {
            fields.invalid("Topk", "The number of rows is from 0 to " + MOST_ROWS + ".");
        }
        boolean neither = topK.isEmpty() && chance.isEmpty();
        return new Spigot(
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("Path"),
                neither ? OptionalInt.of(DEFAULT_ROWS) : topK,
                chance);
    }

    @Override
    public NodeType type() {
        return NodeType.SPIGOT;
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema());
    }

    @Override
    public void write(NodeScript script) {
        var options = new LinkedHashMap<String, Python>();
        topK.ifPresent(rows -> options.put("topk", Python.number(rows)));
        chance.ifPresent(share -> options.put("prob", Python.number(share)));
        script.apply(
                "Spigot",
                Item.named("frame", script.input(0)),
                Item.named("path", Python.text(path)),
                Item.named("options", Python.dict(options)));
    }
}
