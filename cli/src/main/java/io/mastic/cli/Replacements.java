package io.mastic.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Texts that stand for others in another environment: buckets, roles, databases. */
final class Replacements {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--replace",
            paramLabel = "OLD=NEW",
            description = "Put NEW in place of OLD in all texts and in the script; may be repeated.")
    private List<String> given = new ArrayList<>();

    String in(String text) {
        var replaced = text;
        for (var pair : Pairs.of(given, "--replace takes OLD=NEW", command).entrySet()) {
            replaced = replaced.replace(pair.getKey(), pair.getValue());
        }
        return replaced;
    }

    /** The document with its texts replaced; names of members stay. */
    JsonNode in(JsonNode value) {
        if (value.isTextual()) {
            return JsonNodeFactory.instance.textNode(in(value.textValue()));
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(in(element)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        var object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> object.set(member.getKey(), in(member.getValue())));
        return object;
    }
}
