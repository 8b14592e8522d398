package io.mastic.model.graph;

import io.mastic.model.graph.node.Node;
import io.mastic.model.graph.node.NodeType;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.JobScript;
import io.mastic.model.graph.script.Names;
import io.mastic.model.graph.script.NodeScript.Parent;

/** Lets the nodes of a graph write their script, parents before children. */
final class GraphScript {
    private GraphScript() {}

    static String of(Graph graph) {
        var script = new JobScript(graph.isStreaming());
        var outputs = graph.outputs();
        for (var id : graph.order()) {
            var node = graph.node(id);
            var parents = node.inputs().stream()
                    .map(parent -> parent(graph, parent, node, outputs.getOrDefault(parent, Output.UNKNOWN)))
                    .toList();
            script.add(id, node.name(), Names.variable(node.name(), id), parents, node::write);
        }
        return script.text();
    }

    private static Parent parent(Graph graph, String id, Node child, Output output) {
        var variable = Names.variable(graph.node(id).name(), id);
        return new Parent(
                output.chosen()
                        .filter(key -> child.type() != NodeType.SELECT_FROM_COLLECTION)
                        .map(key -> Names.frame(variable, key))
                        .orElse(variable),
                output);
    }
}
