package io.mastic.model.graph;

import java.util.Objects;

/**
 * Something that is wrong with a graph.
 *
 * @param node its id; empty if the graph as a whole is meant
 * @param field the member of the node, with dots and indexes as in {@code Filters[0].Values}; empty for the node as a whole
 * @param message a sentence that says what is wrong and what to do
 */
public record Problem(String node, String field, String message, Severity severity) {
    /** How bad it is. */
    public enum Severity {
        /** CreateJob and UpdateJob refuse the graph. */
        INVALID,
        /** The graph can be saved, but its run fails. */
        ERROR,
        /** The run works, but perhaps not as meant. */
        WARNING
    }

    public Problem {
        Objects.requireNonNull(node);
        Objects.requireNonNull(field);
        Objects.requireNonNull(message);
        Objects.requireNonNull(severity);
    }

    /** Node, field and sentence on one line. */
    public String told() {
        var place = node.isEmpty() ? "" : node + (field.isEmpty() ? "" : "." + field) + ": ";
        return place + message;
    }
}
