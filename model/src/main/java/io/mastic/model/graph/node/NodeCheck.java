package io.mastic.model.graph.node;

import io.mastic.model.graph.Problem;
import io.mastic.model.graph.Problem.Severity;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a node tells what is wrong with it; knows what its parents put out. */
public final class NodeCheck {
    private final String nodeId;
    private final List<Output> inputs;
    private final List<Problem> problems = new ArrayList<>();

    public NodeCheck(String nodeId, List<Output> inputs) {
        this.nodeId = nodeId;
        this.inputs = List.copyOf(inputs);
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What parent number {@code index} puts out; unknown for one that is missing. */
    public Output input(int index) {
        return index < inputs.size() ? inputs.get(index) : Output.UNKNOWN;
    }

    /** The columns of a parent, where they are known. */
    public Optional<Schema> schema(int index) {
        return input(index).schema();
    }

    /** The API refuses a graph with this. */
    public void invalid(String field, String message) {
        problems.add(new Problem(nodeId, field, message, Severity.INVALID));
    }

    /** The run would fail, or do what nobody can want. */
    public void error(String field, String message) {
        problems.add(new Problem(nodeId, field, message, Severity.ERROR));
    }

    /** The run works, but perhaps not as meant. */
    public void warn(String field, String message) {
        problems.add(new Problem(nodeId, field, message, Severity.WARNING));
    }

    /** An error if the parent's columns are known and the path is none of them. */
    public void requireColumn(String field, int index, List<String> path) {
        schema(index)
                .filter(schema -> schema.type(path).isEmpty())
                .ifPresent(schema -> error(field, missing(path, schema)));
    }

    /** As {@link #requireColumn}, and an error if the values of the column cannot be compared. */
    public void requireComparable(String field, int index, List<String> path) {
        requireColumn(field, index, path);
        schema(index)
                .flatMap(schema -> schema.type(path))
                .filter(type -> !type.isComparable())
                .ifPresent(type -> error(
                        field,
                        "\"" + String.join(".", path) + "\" is " + type.hive()
                                + ", and maps cannot be compared: drop it first, or make a text of it."));
    }

    /** An error if a path in each of the two parents leads to types of which no values are equal. */
    public void requireEquatable(String field, List<String> left, List<String> right) {
        schema(0).flatMap(schema -> schema.type(left)).ifPresent(one -> schema(1)
                .flatMap(schema -> schema.type(right))
                .filter(other -> !one.equatesWith(other))
                .ifPresent(other -> error(
                        field,
                        "\"" + String.join(".", left) + "\" is " + one.hive() + " and \""
                                + String.join(".", right) + "\" is " + other.hive()
                                + ", which cannot be compared: change one with Change Schema first.")));
    }

    /** A warning if the parent's columns are known and the path is none of them. */
    public void expectColumn(String field, int index, List<String> path) {
        schema(index)
                .filter(schema -> schema.type(path).isEmpty())
                .ifPresent(schema -> warn(field, missing(path, schema)));
    }

    private static String missing(List<String> path, Schema schema) {
        return "The input has no column \"" + String.join(".", path) + "\". It has: "
                + String.join(", ", schema.names());
    }
}
