package io.mastic.model.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.model.graph.Problem.Severity;
import io.mastic.model.graph.node.Node;
import io.mastic.model.graph.node.NodeFields;
import io.mastic.model.graph.node.NodeType;
import io.mastic.model.graph.node.TableSchemas;
import io.mastic.model.graph.schema.Output;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The graph of a visual job, {@code CodeGenConfigurationNodes}: what it says, what is wrong with it, what each node puts out,
 * and the script it means. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-visual-job-api.html">AWS</a>
 */
public final class Graph {
    private final SortedMap<String, Node> nodes;
    private final Set<String> unreadable;
    private final List<Problem> shapeProblems;

    private Graph(SortedMap<String, Node> nodes, Set<String> unreadable, List<Problem> shapeProblems) {
        this.nodes = nodes;
        this.unreadable = unreadable;
        this.shapeProblems = shapeProblems;
    }

    /** Reads a graph; what cannot be read is among its {@link #problems}. */
    public static Graph read(JsonNode document) {
        var nodes = new TreeMap<String, Node>();
        var unreadable = new HashSet<String>();
        var problems = new ArrayList<Problem>();
        if (!document.isObject()) {
            problems.add(new Problem("", "", "A graph is a map of node ids to nodes.", Severity.INVALID));
        }
        document.properties().forEach(entry -> node(entry.getKey(), entry.getValue(), problems)
                .ifPresentOrElse(node -> nodes.put(entry.getKey(), node), () -> unreadable.add(entry.getKey())));
        return new Graph(nodes, unreadable, List.copyOf(problems));
    }

    private static Optional<Node> node(String id, JsonNode json, List<Problem> problems) {
        var members = json.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .toList();
        if (!json.isObject() || members.size() != 1) {
            var found = members.stream().map(Map.Entry::getKey).collect(Collectors.joining(", "));
            problems.add(new Problem(
                    id,
                    "",
                    "A node is a structure with exactly one member, its type"
                            + (members.isEmpty() ? "." : "; this one has " + found + "."),
                    Severity.INVALID));
            return Optional.empty();
        }
        var member = members.get(0);
        var type = NodeType.of(member.getKey());
        if (type.isEmpty()) {
            problems.add(new Problem(id, "", "There is no node type " + member.getKey() + ".", Severity.INVALID));
            return Optional.empty();
        }
        if (!member.getValue().isObject()) {
            problems.add(new Problem(id, member.getKey(), "This has to be a structure.", Severity.INVALID));
            return Optional.empty();
        }
        return Optional.of(type.get().read(new NodeFields(id, member.getValue(), problems)));
    }

    /** The nodes that could be read, by id. */
    public SortedMap<String, Node> nodes() {
        return nodes;
    }

    /** A node that is there. */
    Node node(String id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    /** Whether there is a node under the id, be it one that could not be read. */
    boolean names(String id) {
        return nodes.containsKey(id) || unreadable.contains(id);
    }

    /** All that is wrong, by node id; empty for a graph that runs. */
    public List<Problem> problems() {
        return problems(TableSchemas.NONE);
    }

    /** The same, where the columns of tables can be asked for. */
    public List<Problem> problems(TableSchemas tables) {
        return new GraphCheck(this, shapeProblems, tables).problems();
    }

    /** The problems for which the graph cannot be saved, and has neither outputs nor a script. */
    public List<Problem> invalid() {
        return problems().stream()
                .filter(problem -> problem.severity() == Severity.INVALID)
                .toList();
    }

    /** What each node puts out, as far as that is known before a run; only for a graph without {@code INVALID} problems. */
    public Map<String, Output> outputs() {
        return outputs(TableSchemas.NONE);
    }

    /** The same, where the columns of tables can be asked for. */
    public Map<String, Output> outputs(TableSchemas tables) {
        var outputs = new LinkedHashMap<String, Output>();
        for (var id : order()) {
            var inputs = node(id).inputs().stream()
                    .map(parent -> outputs.getOrDefault(parent, Output.UNKNOWN))
                    .toList();
            outputs.put(id, node(id).output(inputs, tables));
        }
        return outputs;
    }

    /** Whether a source is a stream, so that the job is a streaming job. */
    public boolean isStreaming() {
        return nodes.values().stream().anyMatch(node -> node.type().isStream());
    }

    /** The job's script; only for a graph without {@code INVALID} problems. The same graph gives the same text. */
    public String script() {
        return GraphScript.of(this);
    }

    /** The ids with parents before children, otherwise sorted; nodes on a cycle are left out. */
    List<String> order() {
        var waiting = new TreeMap<String, Long>();
        var children = new TreeMap<String, List<String>>();
        nodes.forEach((id, node) -> {
            var parents =
                    node.inputs().stream().filter(nodes::containsKey).distinct().toList();
            waiting.put(id, (long) parents.size());
            parents.forEach(parent ->
                    children.computeIfAbsent(parent, key -> new ArrayList<>()).add(id));
        });
        var ready = new TreeSet<String>();
        waiting.forEach((id, count) -> {
            if (count == 0) {
                ready.add(id);
            }
        });
        var order = new ArrayList<String>();
        while (!ready.isEmpty()) {
            var id = ready.pollFirst();
            order.add(id);
            for (var child : children.getOrDefault(id, List.of())) {
                if (waiting.merge(child, -1L, Long::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        return order;
    }
}
