package io.mastic.model.graph.schema;

import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.MapOf;
import io.mastic.model.graph.schema.FieldType.Primitive;
import io.mastic.model.graph.schema.FieldType.StructOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads one type in Hive's words, by descent. */
final class TypeParser {
    private static final int DEEPEST = 100;
    private static final Pattern PRIMITIVE = Pattern.compile("[a-z_]+( array)?(\\(\\s*\\d+\\s*(,\\s*\\d+\\s*)?\\))?");

    private final String text;
    private int at;
    private int depth;

    TypeParser(String text) {
        this.text = text;
    }

    FieldType parse() {
        var type = type();
        if (at < text.length()) {
            throw wrong("more text than a type");
        }
        return type;
    }

    private FieldType type() {
        if (++depth > DEEPEST) {
            throw wrong("more than " + DEEPEST + " types in one another");
        }
        var name = word("<>,").toLowerCase(Locale.ROOT);
        var type =
                switch (at < text.length() && text.charAt(at) == '<' ? name : "") {
                    case "array" -> array();
                    case "map" -> map();
                    case "struct" -> struct();
                    case "" -> primitive(name);
                    default -> throw wrong("no such type: " + name);
                };
        depth--;
        return type;
    }

    private FieldType primitive(String name) {
        if (!PRIMITIVE.matcher(name).matches()) {
            throw wrong("no such type: " + name);
        }
        return new Primitive(name.replaceAll("\\s*([(),])\\s*", "$1"));
    }

    private FieldType array() {
        at++;
        var element = type();
        expect('>');
        return new ArrayOf(element);
    }

    private FieldType map() {
        at++;
        var key = type();
        expect(',');
        var value = type();
        expect('>');
        return new MapOf(key, value);
    }

    private FieldType struct() {
        at++;
        List<Column> fields = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '>') {
            if (!fields.isEmpty()) {
                expect(',');
            }
            var name = word(":");
            expect(':');
            fields.add(new Column(name.strip(), type()));
        }
        expect('>');
        return new StructOf(fields);
    }

    /** Text up to one of the ends; commas in the parentheses of a decimal are part of it. */
    private String word(String ends) {
        int from = at;
        boolean inside = false;
        while (at < text.length() && (inside || ends.indexOf(text.charAt(at)) < 0)) {
            inside = text.charAt(at) == '(' || inside && text.charAt(at) != ')';
            at++;
        }
        return text.substring(from, at).strip();
    }

    private void expect(char wanted) {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw wrong("'" + wanted + "' is missing");
        }
        at++;
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(
                "The type \"" + text + "\" cannot be read: " + why + ", at character " + at);
    }
}
