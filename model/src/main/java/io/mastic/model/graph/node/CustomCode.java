package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.Names;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Runs code of the user's own: the body of a function {@code className(glueContext, dfc)} that takes a collection of the
 * inputs, by the names of their variables, and returns a collection.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CustomCode.html">AWS</a>
 */
public record CustomCode(String name, List<String> inputs, String code, String className, OutputSchemas outputSchemas)
        implements Node {
    static CustomCode read(NodeFields fields) {
        var className = fields.required("ClassName");
        if (fields.has("ClassName") && !Names.isIdentifier(className)) {
            fields.invalid(
                    "ClassName",
                    "\"" + className
                            + "\" is no name of a function: use letters, digits and _, and none of Python's own"
                            + " words.");
        }
        return new CustomCode(
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("Code"),
                className,
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.CUSTOM_CODE;
    }

    @Override
    public void check(NodeCheck check) {
        if (Names.isTaken(className)) {
            check.error("ClassName", "The script has something else named \"" + className + "\": choose another name.");
        }
        if (!code.contains("return")) {
            check.error("Code", "The code returns nothing: it has to return a DynamicFrameCollection.");
        }
        for (int at = 0; at < inputs.size(); at++) {
            if (inputs.size() > 1 && isCollection(check.input(at))) {
                check.error(
                        "Inputs",
                        "\"" + inputs.get(at)
                                + "\" puts out several frames: choose one with Select From Collection, since"
                                + " there are other inputs.");
            }
        }
    }

    private static boolean isCollection(Output output) {
        return output.collection() && output.chosen().isEmpty();
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.collection();
    }

    @Override
    public void write(NodeScript script) {
        script.need(Import.DYNAMIC_FRAME);
        script.need(Import.DYNAMIC_FRAME_COLLECTION);
        var body = code.isBlank() ? "return dfc" : code;
        var function = script.function(className, "(glueContext, dfc) -> DynamicFrameCollection", body);
        script.assign(Python.call(function, Item.of(Python.name("glueContext")), Item.of(collection(script))));
    }

    private static Python collection(NodeScript script) {
        if (script.inputs().size() == 1 && isCollection(script.inputs().get(0).output())) {
            return script.input(0);
        }
        var frames = new LinkedHashMap<String, Python>();
        script.inputs().forEach(parent -> frames.put(parent.variable(), Python.name(parent.variable())));
        return Python.call("DynamicFrameCollection", Item.of(Python.dict(frames)), Item.of(Python.name("glueContext")));
    }
}
