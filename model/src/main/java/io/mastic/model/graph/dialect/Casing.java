package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Names of members: the API's begin with a capital letter, those of the other forms do not. */
final class Casing {
    private Casing() {}

    static String lowered(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static String raised(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The value with all its members renamed, but for what is under a name of a map, whose keys are the user's. */
    static JsonNode renamed(JsonNode value, UnaryOperator<String> rename, Set<String> maps) {
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(renamed(element, rename, maps)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        var object = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(member -> object.set(
                        rename.apply(member.getKey()),
                        maps.contains(raised(member.getKey()))
                                ? member.getValue()
                                : renamed(member.getValue(), rename, maps)));
        return object;
    }
}
