package io.mastic.model.graph;

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
                    .map(parent -> new Parent(
                            Names.variable(graph.node(parent).name(), parent),
                            outputs.getOrDefault(parent, Output.UNKNOWN)))
                    .toList();
            script.add(id, node.name(), Names.variable(node.name(), id), parents, node::write);
        }
        return script.text();
    }
}
