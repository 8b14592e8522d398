package io.mastic.runtime.frame;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to a field: the names of its levels, outermost first. In text, dots separate levels and backticks quote a name that contains a dot; a backtick
 * within them is doubled, as in Spark. {@code []} at the end means the elements of an array. A dot at the very beginning belongs to the name, as in the columns that a join renames.
 *
 * @param elements whether the path means the elements of the array that the names lead to
 */
public record FieldPath(List<String> names, boolean elements) {
    private static final char QUOTE = '`';
    private static final String ESCAPED_QUOTE = "``";

    public FieldPath {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A path needs a name");
        }
    }

    /**
     * Reads {@code address.state}, {@code `a.b`.c} or {@code friends[]}.
     *
     * @throws IllegalArgumentException with the text, if a level has no name or a backtick is not closed
     */
    public static FieldPath parse(String text) {
        List<String> names = new ArrayList<>();
        boolean elements = false;
        int at = 0;
        do {
            StringBuilder name = new StringBuilder();
            at = readName(text, at, name);
            elements = name.length() > 2 && name.toString().endsWith("[]") && text.charAt(at - 1) != QUOTE;
            names.add(elements ? name.substring(0, name.length() - 2) : name.toString());
            if (name.isEmpty()) {
                throw new IllegalArgumentException("The path \"" + text + "\" has a level without a name");
            }
        } while (at++ < text.length());
        return new FieldPath(names, elements);
    }

    private static int readName(String text, int start, StringBuilder name) {
        int at = start;
        if (at == 0 && text.length() > 1 && text.charAt(0) == '.') {
            name.append('.');
            at++;
        }
        boolean quoted = false;
        for (; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quoted && text.startsWith(ESCAPED_QUOTE, at)) {
                name.append(QUOTE);
                at++;
            } else if (letter == QUOTE) {
                quoted = !quoted;
            } else if (letter == '.' && !quoted) {
                return at;
            } else {
                name.append(letter);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("The path \"" + text + "\" has a backtick that is not closed");
        }
        return at;
    }

    /** The name of the top-level column. */
    public String column() {
        return names.get(0);
    }

    /** The name of the field itself. */
    public String leaf() {
        return names.get(names.size() - 1);
    }

    public boolean isTopLevel() {
        return names.size() == 1;
    }

    /** The names below the top-level column. */
    public List<String> below() {
        return names.subList(1, names.size());
    }

    /** The names of the levels around the field: empty for a top-level column. */
    public List<String> parents() {
        return names.subList(0, names.size() - 1);
    }

    /** A name as a path's level, quoted. */
    public static String quote(String name) {
        return QUOTE + name.replace(String.valueOf(QUOTE), ESCAPED_QUOTE) + QUOTE;
    }

    /** A name as a path's level, quoted only if it would be read as something else without. */
    public static String level(String name) {
        boolean plain = name.indexOf('.') < 0 && name.indexOf(QUOTE) < 0 && !name.endsWith("[]");
        return plain ? name : quote(name);
    }
}
