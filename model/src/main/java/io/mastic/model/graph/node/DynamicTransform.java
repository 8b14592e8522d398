package io.mastic.model.graph.node;

import io.mastic.model.graph.library.Argument;
import io.mastic.model.graph.library.Arguments;
import io.mastic.model.graph.library.LibraryTransform;
import io.mastic.model.graph.library.Module;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.Names;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Calls a transform of the library, which the function's name alone tells, or one of the user's own. One of the user's own
 * that makes rows needs no input: it is called on an empty frame.
 *
 * @param path of a user's own code on S3
 * @param arguments in the order of the document
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DynamicTransform.html">AWS</a>
 */
public record DynamicTransform(
        String name,
        List<String> inputs,
        String transformName,
        String functionName,
        String path,
        List<Argument> arguments,
        OutputSchemas outputSchemas)
        implements Node {
    static DynamicTransform read(NodeFields fields) {
        var transform = new DynamicTransform(
                fields.required("Name"),
                fields.texts("Inputs"),
                identifier("TransformName", fields),
                identifier("FunctionName", fields),
                fields.required("Path"),
                fields.structures("Parameters", Argument::read),
                OutputSchemas.read(fields));
        if (transform.module().isEmpty() && fields.has("Path")) {
            fields.invalid(
                    "Path",
                    "The code is imported, so its file has to be named as Python allows, with .py behind, and unlike any of"
                            + " Python's own modules.");
        }
        transform.refuseTwice(fields);
        return transform;
    }

    private static String identifier(String field, NodeFields fields) {
        var name = fields.required(field);
        if (fields.has(field) && !Names.isIdentifier(name)) {
            fields.invalid(
                    field,
                    "\"" + name + "\" is no name in Python: use letters, digits and _, and none of its own words.");
        }
        return name;
    }

    private void refuseTwice(NodeFields fields) {
        var names = new HashSet<String>();
        for (int at = 0; at < arguments.size(); at++) {
            var argument = arguments.get(at);
            if (!names.add(parameterName(argument))) {
                fields.invalid(
                        "Parameters[" + at + "].Name",
                        "The parameter \"" + parameterName(argument) + "\" is given twice.");
            }
        }
    }

    @Override
    public NodeType type() {
        return NodeType.DYNAMIC_TRANSFORM;
    }

    /** The transform of the library; empty for one of the user's own. */
    public Optional<LibraryTransform> library() {
        return LibraryTransform.of(functionName);
    }

    @Override
    public Optional<String> codePath() {
        return Optional.of(path).filter(place -> library().isEmpty());
    }

    /** The Python module with the code; empty if it cannot be imported. */
    public Optional<String> module() {
        return library().map(LibraryTransform::function).or(() -> Module.of(path));
    }

    private String parameterName(Argument argument) {
        return library()
                .flatMap(transform -> transform.definition().parameter(argument.name()))
                .map(parameter -> parameter.name())
                .orElse(argument.name());
    }

    @Override
    public void check(NodeCheck check) {
        library()
                .ifPresentOrElse(
                        transform -> {
                            if (inputs.isEmpty()) {
                                check.error("Inputs", transform.title() + " needs an input.");
                            }
                            transform.definition().check(arguments, check);
                            transform.check(arguments(transform), check);
                        },
                        () -> own(check));
    }

    private void own(NodeCheck check) {
        arguments.forEach(argument -> argument.check(check));
        module().flatMap(LibraryTransform::of)
                .ifPresent(transform -> check.error(
                        "Path",
                        "The module " + transform.function() + " is " + transform.title()
                                + "'s: give the file of the code another name."));
    }

    private Arguments arguments(LibraryTransform transform) {
        var values = new LinkedHashMap<String, List<String>>();
        arguments.forEach(argument -> values.put(parameterName(argument), argument.values()));
        return new Arguments(transform.definition(), values);
    }

    @Override
    public Output output(List<Output> inputs) {
        return output(inputs, TableSchemas.NONE);
    }

    @Override
    public Output output(List<Output> inputs, TableSchemas tables) {
        var input = inputs.stream().findFirst().flatMap(Output::schema);
        var computed = library()
                .flatMap(transform -> input.flatMap(schema -> transform.output(arguments(transform), schema, tables)));
        return computed.map(Output::frame).orElseGet(outputSchemas::frame);
    }

    @Override
    public void write(NodeScript script) {
        module().ifPresent(script::needModule);
        var items = new ArrayList<Item>();
        for (var argument : arguments) {
            var declared = library().flatMap(transform -> transform.definition().parameter(argument.name()));
            var typed = declared.map(argument::as).orElse(argument);
            if (typed.isGiven()) {
                items.add(Item.named(typed.name(), typed.python()));
            }
        }
        script.assign(Python.call(parent(script) + "." + functionName, items));
    }

    private static String parent(NodeScript script) {
        if (!script.inputs().isEmpty()) {
            return script.inputs().get(0).variable();
        }
        script.need(Import.DYNAMIC_FRAME);
        var empty = script.variable() + "_input";
        var rows =
                Python.call("spark.createDataFrame", Item.of(Python.list(List.of())), Item.of(Python.text("struct<>")));
        script.assign(
                empty,
                Python.call(
                        "DynamicFrame.fromDF",
                        Item.of(rows),
                        Item.of(Python.name("glueContext")),
                        Item.of(Python.text(empty))));
        return empty;
    }
}
