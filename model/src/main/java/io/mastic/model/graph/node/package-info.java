/** The kinds of nodes of a visual job's graph, a record each; {@link io.mastic.model.graph.node.NodeType} lists them all. */
@NullMarked
package io.mastic.model.graph.node;

import org.jspecify.annotations.NullMarked;
