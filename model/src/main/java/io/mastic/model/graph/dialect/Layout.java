package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/** Documents as text: members by name and one value a line, so that what is equal looks equal and a change is a small one. */
public final class Layout {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter LINES = new ObjectMapper()
            .writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(INDENT)
                    .withArrayIndenter(INDENT));

    private Layout() {}

    /** The document with all members by name; elements of lists stay in their order. */
    public static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(sorted(element)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        var object = JsonNodeFactory.instance.objectNode();
        value.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(member -> object.set(member.getKey(), sorted(member.getValue())));
        return object;
    }

    /** The document as lines, with a line break at the end. */
    public static String text(JsonNode document) {
        try {
            return LINES.writeValueAsString(sorted(document)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
