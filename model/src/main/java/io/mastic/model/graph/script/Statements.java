package io.mastic.model.graph.script;

import java.util.ArrayList;
import java.util.List;

/** Statements as lines, no wider than what Python projects are usually formatted to. */
final class Statements {
    static final int WIDTH = 120;

    private Statements() {}

    static List<String> assignment(String name, Python value) {
        var start = name + " = ";
        var lines = new ArrayList<>(value.lines(start.length(), WIDTH));
        lines.set(0, start + lines.get(0));
        return lines;
    }

    static List<String> expression(Python value) {
        return value.lines(0, WIDTH);
    }
}
