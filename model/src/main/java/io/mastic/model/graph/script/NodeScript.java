package io.mastic.model.graph.script;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The block of one node in a script, which the node writes; whatever else it needs goes into the script around it. */
public final class NodeScript {
    private final JobScript job;
    private final String nodeId;
    private final String variable;
    private final List<Parent> parents;
    private final List<String> lines = new ArrayList<>();

    /** A parent's variable, and what it puts out. */
    public record Parent(String variable, Output output) {}

    NodeScript(JobScript job, String nodeId, String variable, List<Parent> parents) {
        this.job = job;
        this.nodeId = nodeId;
        this.variable = variable;
        this.parents = List.copyOf(parents);
    }

    List<String> lines() {
        return lines;
    }

    public String nodeId() {
        return nodeId;
    }

    /** The node's variable, which holds what it puts out. */
    public String variable() {
        return variable;
    }

    /** The variable of parent number {@code index}. */
    public Python input(int index) {
        return Python.name(parents.get(index).variable());
    }

    /** The variables of all parents and what they put out, in the order of the node's inputs. */
    public List<Parent> inputs() {
        return parents;
    }

    /** Sets the node's variable. */
    public void assign(Python value) {
        assign(variable, value);
    }

    /** Sets the node's variable to the frame of a DataFrame. */
    public void assignDataFrame(Python dataFrame) {
        need(Import.DYNAMIC_FRAME);
        assign(Python.call(
                "DynamicFrame.fromDF",
                Item.of(dataFrame),
                Item.of(Python.name("glueContext")),
                Item.of(Python.text(variable))));
    }

    /** Sets a variable of the block. */
    public void assign(String name, Python value) {
        lines.addAll(Statements.assignment(name, value));
    }

    /** The lines of an assignment, for the body of a {@link #function}. */
    public List<String> lines(String name, Python value) {
        return Statements.assignment(name, value);
    }

    /** Adds a statement. */
    public void run(Python call) {
        lines.addAll(Statements.expression(call));
    }

    /** Adds a statement that fails the run if a condition holds. */
    public void failIf(Python condition, String message) {
        lines.addAll(Statements.failure(condition, message));
    }

    /** As {@link #failIf}, but not before all nodes have run. */
    public void failAtEndIf(Python condition, String message) {
        job.atEnd(Statements.failure(condition, message));
    }

    /** Calls one of {@code awsglue.transforms} with the arguments and the node's context. */
    public void apply(String transform, Item... arguments) {
        assign(Python.call(transform + ".apply", withContext(arguments)));
    }

    /** The arguments, and the node's variable as {@code transformation_ctx}. */
    public List<Item> withContext(Item... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(Item.named("transformation_ctx", Python.text(variable))))
                .toList();
    }

    /** The job's folder for temporary files, its argument {@code --TempDir}. */
    public Python temporaryFolder() {
        job.needTemporaryFolder();
        return Python.name("args[\"TempDir\"]");
    }

    /** Whether the job reads a stream, so that the block works on one batch of it. */
    public boolean isStreaming() {
        return job.isStreaming();
    }

    /**
     * Makes the node the job's stream: its variable holds the rows of a batch.
     *
     * @param read gives a streaming DataFrame
     * @param options of {@code forEachBatch}, without the place of checkpoints
     */
    public void stream(Python read, Map<String, Python> options) {
        job.stream("dataframe_" + variable, read, options);
        assign(Python.call(
                "DynamicFrame.fromDF",
                Item.of(Python.name("data_frame")),
                Item.of(Python.name("glueContext")),
                Item.of(Python.text("from_data_frame"))));
    }

    /** Sets a variable before the block, which may hold text in triple quotes, such as a query; answers its name. */
    public Python constant(String name, Python value) {
        job.constant(name, value);
        return Python.name(name);
    }

    /** Adds an import, once. */
    public void need(Import line) {
        job.need(line);
    }

    /** Imports a module of the job's, once; the name has to be an identifier. */
    public void needModule(String module) {
        job.needModule(module);
    }

    /** Adds a function that generated scripts bring along, once. */
    public void need(ScriptFunction function) {
        job.need(function);
    }

    /**
     * Defines a function whose body the user wrote.
     *
     * @param signature all between {@code def name} and the colon
     * @return the function's name, another than asked for if that is taken by other code
     */
    public String function(String name, String signature, String body) {
        return job.function(name, signature, body, nodeId);
    }
}
