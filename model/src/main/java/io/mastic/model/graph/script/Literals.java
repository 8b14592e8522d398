package io.mastic.model.graph.script;

import java.util.Locale;

/** Text as literals that Python reads back as the same text, whatever is in it. */
final class Literals {
    private static final int DELETE = 0x7f;

    private Literals() {}

    static String text(String value) {
        char quote = value.indexOf('"') >= 0 && value.indexOf('\'') < 0 ? '\'' : '"';
        var literal = new StringBuilder().append(quote);
        value.codePoints().forEach(point -> {
            if (point == quote) {
                literal.append('\\');
            }
            switch (point) {
                case '\n' -> literal.append("\\n");
                case '\t' -> literal.append("\\t");
                default -> escape(point, literal);
            }
        });
        return literal.append(quote).toString();
    }

    /** Quotes are escaped only where three in a row, or the last one, would end the text. */
    static String block(String value) {
        var literal = new StringBuilder("\"\"\"");
        var points = value.codePoints().toArray();
        int quotes = 0;
        for (int at = 0; at < points.length; at++) {
            quotes = points[at] == '"' ? quotes + 1 : 0;
            if (points[at] == '"' && (quotes == 3 || at == points.length - 1)) {
                literal.append("\\\"");
                quotes = 0;
            } else if (points[at] == '\n' || points[at] == '\t') {
                literal.appendCodePoint(points[at]);
            } else {
                escape(points[at], literal);
            }
        }
        return literal.append("\"\"\"").toString();
    }

    /** A file cannot hold half of a surrogate pair, and Python ends a line at a carriage return. */
    private static void escape(int point, StringBuilder literal) {
        if (point == '\\') {
            literal.append("\\\\");
        } else if (point < ' ' || point == DELETE || Character.getType(point) == Character.SURROGATE) {
            literal.append(
                    point <= DELETE
                            ? String.format(Locale.ROOT, "\\x%02x", point)
                            : String.format(Locale.ROOT, "\\u%04x", point));
        } else {
            literal.appendCodePoint(point);
        }
    }
}
