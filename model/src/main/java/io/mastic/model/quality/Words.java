package io.mastic.model.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a ruleset, read one after another. */
final class Words {
    /** Without texts, which are too long for Java's expressions to take them in one group. */
    private static final Pattern WORD = Pattern.compile("(?<number>-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<sign><=|>=|!=|[=<>\\[\\](),+-])");

    enum Kind {
        TEXT,
        NUMBER,
        NAME,
        SIGN,
        END
    }

    /** @param start where the word begins in the document */
    record Word(Kind kind, String text, int start, int end) {
        boolean is(String expected) {
            return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(expected);
        }

        /** Words that join rules and values are the same in any case: AWS's own examples write them in both. */
        boolean joins(String expected) {
            return kind == Kind.NAME && text.equalsIgnoreCase(expected);
        }
    }

    private final String document;
    private final List<Word> words = new ArrayList<>();
    private int position;

    Words(String document) {
        this.document = document;
        Matcher word = WORD.matcher(document);
        int at = afterGap(0);
        while (at < document.length()) {
            Word found = document.charAt(at) == '"' ? text(at) : plain(word.region(at, document.length()), at);
            words.add(found);
            at = afterGap(found.end());
        }
        words.add(new Word(Kind.END, "the end of the ruleset", at, at));
    }

    /** The first place from another on where there is neither white space nor a comment. */
    private int afterGap(int start) {
        int at = start;
        boolean comment = false;
        while (at < document.length()) {
            char character = document.charAt(at);
            comment = comment ? character != '\n' : character == '#';
            if (!comment && !Character.isWhitespace(character)) {
                break;
            }
            at++;
        }
        return at;
    }

    private Word text(int start) {
        for (int at = start + 1; at < document.length(); at++) {
            char character = document.charAt(at);
            if (character == '"') {
                return new Word(Kind.TEXT, document.substring(start, at + 1), start, at + 1);
            }
            at += character == '\\' ? 1 : 0;
        }
        throw problem(start, "the quote is not closed");
    }

    private Word plain(Matcher word, int start) {
        if (!word.lookingAt()) {
            throw problem(start, "'%s' means nothing here".formatted(Character.toString(document.codePointAt(start))));
        }
        Kind kind = word.group("number") != null ? Kind.NUMBER : word.group("name") != null ? Kind.NAME : Kind.SIGN;
        return new Word(kind, word.group(), start, word.end());
    }

    Word next() {
        return words.get(position);
    }

    Word take() {
        Word taken = next();
        position += taken.kind() == Kind.END ? 0 : 1;
        return taken;
    }

    boolean takeIf(String expected) {
        boolean found = next().is(expected);
        position += found ? 1 : 0;
        return found;
    }

    boolean takeJoining(String expected) {
        boolean found = next().joins(expected);
        position += found ? 1 : 0;
        return found;
    }

    void require(String expected) {
        if (!takeIf(expected)) {
            throw expected("'" + expected + "'");
        }
    }

    /** A text without its quotes; a backslash stands before a quote or backslash that belongs to it. */
    String requireText(String what) {
        if (next().kind() != Kind.TEXT) {
            throw expected(what + " in double quotes");
        }
        String quoted = take().text();
        return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\([\"\\\\])", "$1");
    }

    double requireNumber() {
        if (next().kind() != Kind.NUMBER) {
            throw expected("a number");
        }
        return Double.parseDouble(take().text());
    }

    /** The words from one on to the last that was taken, with one blank where there were some or a comment. */
    String textFrom(Word first) {
        StringBuilder text = new StringBuilder();
        int end = first.start();
        for (Word word : words.subList(words.indexOf(first), position)) {
            text.append(word.start() > end ? " " : "").append(word.text());
            end = word.end();
        }
        return text.toString();
    }

    RulesetException expected(String what) {
        return problem(
                next(),
                "%s was expected, not %s"
                        .formatted(what, next().kind() == Kind.END ? next().text() : "'" + next().text() + "'"));
    }

    RulesetException problem(Word at, String problem) {
        return problem(at.start(), problem);
    }

    private RulesetException problem(int at, String problem) {
        String before = document.substring(0, at);
        int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        return new RulesetException(line, at - before.lastIndexOf('\n'), problem);
    }
}
