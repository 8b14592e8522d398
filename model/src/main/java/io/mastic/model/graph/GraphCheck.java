package io.mastic.model.graph;

import io.mastic.model.graph.Problem.Severity;
import io.mastic.model.graph.node.Node;
import io.mastic.model.graph.node.NodeCheck;
import io.mastic.model.graph.node.NodeType;
import io.mastic.model.graph.node.NodeType.Role;
import io.mastic.model.graph.node.TableSchemas;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds all that is wrong with a graph at once: its shape, its edges, and what each node says of itself. */
final class GraphCheck {
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9_-]*");

    private final Graph graph;
    private final TableSchemas tables;
    private final List<Problem> problems;

    GraphCheck(Graph graph, List<Problem> shapeProblems, TableSchemas tables) {
        this.graph = graph;
        this.tables = tables;
        this.problems = new ArrayList<>(shapeProblems);
    }

    List<Problem> problems() {
        graph.nodes().forEach(this::ids);
        graph.nodes().forEach(this::edges);
        cycles();
        variables();
        streams();
        modules();
        nodes();
        problems.sort(Comparator.comparing(Problem::node).thenComparing(Problem::severity));
        return List.copyOf(problems);
    }

    private void ids(String id, Node node) {
        if (!NODE_ID.matcher(id).matches()) {
            invalid(id, "", "A node id has only letters, digits, _ and -.");
        }
        if (node.name().indexOf('\n') >= 0 || node.name().indexOf('\r') >= 0) {
            invalid(id, "Name", "A name has no line breaks.");
        }
    }

    private void edges(String id, Node node) {
        var type = node.type();
        int count = node.inputs().size();
        if (count < type.leastInputs() || count > type.mostInputs()) {
            invalid(id, "Inputs", expected(type) + ", not " + count + ".");
        }
        for (var parent : node.inputs()) {
            var found = graph.nodes().get(parent);
            if (!graph.names(parent)) {
                invalid(id, "Inputs", "There is no node \"" + parent + "\" that could be an input.");
            } else if (found != null && found.type().role() == Role.TARGET) {
                invalid(id, "Inputs", "\"" + parent + "\" is a target: nothing comes out of it.");
            }
        }
    }

    private static String expected(NodeType type) {
        if (type.mostInputs() == 0) {
            return "A source has no inputs";
        }
        if (type.leastInputs() == 0) {
            return type.title() + " has at most " + type.mostInputs() + " input";
        }
        var number = type.leastInputs() == type.mostInputs()
                ? "exactly " + type.leastInputs()
                : "at least " + type.leastInputs();
        return type.title() + " has " + number + (type.leastInputs() == 1 ? " input" : " inputs");
    }

    private void cycles() {
        var left = new HashSet<>(graph.nodes().keySet());
        graph.order().forEach(left::remove);
        if (!left.isEmpty()) {
            var first = left.stream().sorted().findFirst().orElseThrow();
            invalid(
                    first,
                    "Inputs",
                    "The nodes " + left.stream().sorted().collect(Collectors.joining(", "))
                            + " are on a cycle or behind one: a node cannot be fed by itself.");
        }
    }

    private void variables() {
        var owners = new HashMap<String, String>();
        graph.nodes().forEach((id, node) -> {
            var other = owners.putIfAbsent(Names.variable(node.name(), id), id);
            if (other != null) {
                invalid(
                        id,
                        "Name",
                        "This node and \"" + other + "\" would be one variable in the script: rename one of them.");
            }
        });
    }

    private void streams() {
        var streams = graph.nodes().entrySet().stream()
                .filter(entry -> entry.getValue().type().isStream())
                .map(Map.Entry::getKey)
                .toList();
        streams.stream()
                .skip(1)
                .forEach(id -> invalid(
                        id,
                        "",
                        "A job reads one stream, and \"" + streams.get(0)
                                + "\" is one already: give this one a job of its own."));
    }

    /** Python imports a module by the name of its file alone. */
    private void modules() {
        var paths = new HashMap<String, String>();
        graph.nodes().forEach((id, node) -> node.codePath().ifPresent(path -> {
            var other = paths.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), path);
            if (other != null && !other.equals(path)) {
                invalid(
                        id,
                        "Path",
                        path + " and " + other + " would be one module: give one of the files another name.");
            }
        }));
    }

    private void nodes() {
        Map<String, Output> outputs = new HashMap<>();
        for (var id : graph.order()) {
            var node = graph.node(id);
            var inputs = node.inputs().stream()
                    .map(parent -> outputs.getOrDefault(parent, Output.UNKNOWN))
                    .toList();
            var check = new NodeCheck(id, inputs);
            collections(node, check);
            node.check(check);
            problems.addAll(check.problems());
            boolean whole = inputs.size() >= node.type().leastInputs();
            outputs.put(id, whole ? node.output(inputs, tables) : Output.UNKNOWN);
        }
    }

    /** Only custom code and the choice of one frame take a collection. */
    private static void collections(Node node, NodeCheck check) {
        for (int at = 0; at < node.inputs().size(); at++) {
            boolean collection = check.input(at).collection();
            boolean chosen = check.input(at).chosen().isPresent();
            if (collection && !chosen && !node.type().takesCollection()) {
                check.error(
                        "Inputs",
                        "\"" + node.inputs().get(at) + "\" puts out several frames: choose one with"
                                + " Select From Collection first.");
            } else if (!collection && node.type() == NodeType.SELECT_FROM_COLLECTION) {
                check.error("Inputs", "\"" + node.inputs().get(at) + "\" puts out one frame: there is none to select.");
            }
        }
    }

    private void invalid(String node, String field, String message) {
        problems.add(new Problem(node, field, message, Severity.INVALID));
    }
}
