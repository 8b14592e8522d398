package io.mastic.model.graph.library;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.Problem.Severity;
import io.mastic.model.graph.node.NodeCheck;
import io.mastic.model.graph.node.NodeFields;
import io.mastic.model.graph.script.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a transform is called, what it does and what it needs: the document that describes it.
 *
 * @param name the transform's, {@code TransformName} of a node
 * @param functionName the method of a dynamic frame
 * @param path of the code; absent if it stands beside the document under the same name
 * @param parameters in the order of the form
 * @param document as it was read, with what only editors look at
 * @see <a href="https://docs.aws.amazon.com/glue/latest/ug/custom-visual-transform-json-config-file.html">AWS</a>
 */
public record Definition(
        String name,
        String displayName,
        String description,
        String functionName,
        Optional<String> path,
        List<Parameter> parameters,
        JsonNode document) {
    public Definition {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads a document.
     *
     * @param file its name, by which problems call it
     * @param problems gets all that is wrong
     * @return empty if the transform cannot be used
     */
    public static Optional<Definition> read(String file, JsonNode document, List<Problem> problems) {
        var found = new ArrayList<Problem>();
        var fields = new NodeFields(file, document, found);
        if (!document.isObject()) {
            fields.invalid("", "A definition is a structure with name, functionName and parameters.");
        }
        var name = identifier("name", fields);
        var definition = new Definition(
                name,
                fields.text("displayName").filter(text -> !text.isBlank()).orElse(name),
                fields.text("description").orElse(""),
                identifier("functionName", fields),
                fields.text("path").filter(text -> !text.isEmpty()),
                fields.structures("parameters", Parameter::read),
                document);
        definition.check(file, fields);
        problems.addAll(found);
        boolean usable = found.stream().noneMatch(problem -> problem.severity() == Severity.INVALID);
        return usable ? Optional.of(definition) : Optional.empty();
    }

    private static String identifier(String field, NodeFields fields) {
        var name = fields.required(field);
        if (fields.has(field) && !Names.isIdentifier(name)) {
            fields.invalid(
                    field,
                    "\"" + name + "\" is no name in Python: use letters, digits and _, no digit first, and none of"
                            + " Python's own words.");
        }
        return name;
    }

    private void check(String file, NodeFields fields) {
        if (Module.of(path.orElse(file.replaceAll("\\.json$", ".py"))).isEmpty()) {
            fields.invalid(
                    path.isPresent() ? "path" : "",
                    "The file of the code is imported, so its name has to be one in Python, with .py behind, and none of"
                            + " Python's own modules.");
        }
        var names = new HashSet<String>();
        for (int at = 0; at < parameters.size(); at++) {
            if (!names.add(parameters.get(at).name())) {
                fields.invalid(
                        "parameters[" + at + "].name",
                        "There are two parameters \"" + parameters.get(at).name() + "\".");
            }
        }
    }

    /** The parameter that a document's name means, be it another name for it. */
    public Optional<Parameter> parameter(String called) {
        return parameters.stream()
                .filter(parameter -> parameter.isCalled(called))
                .findFirst();
    }

    /** Tells what is wrong with what a node gives to the parameters, each by itself. */
    public void check(List<Argument> arguments, NodeCheck check) {
        for (var argument : arguments) {
            parameter(argument.name())
                    .ifPresentOrElse(
                            parameter -> parameter.check(argument.as(parameter), check),
                            () -> check.error(
                                    "Parameters." + argument.name(),
                                    displayName + " has no parameter \"" + argument.name() + "\". It has: "
                                            + parameters.stream()
                                                    .map(Parameter::name)
                                                    .collect(Collectors.joining(", "))
                                            + "."));
        }
        parameters.stream()
                .filter(parameter ->
                        !parameter.isOptional() && parameter.defaultValue().isEmpty())
                .filter(parameter -> arguments.stream().noneMatch(argument -> parameter.isCalled(argument.name())))
                .forEach(parameter -> check.error(
                        "Parameters",
                        "The parameter \"" + parameter.name() + "\" (" + parameter.displayName() + ") is missing."));
    }
}
