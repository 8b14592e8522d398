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

    static List<String> failure(Python condition, String message) {
        var lines = new ArrayList<>(condition.lines("if :".length(), WIDTH));
        lines.set(0, "if " + lines.get(0));
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ":");
        lines.add("    raise RuntimeError(" + Python.text(message).inline() + ")");
        return lines;
    }

    static List<String> expression(Python value) {
        return value.lines(0, WIDTH);
    }
}
