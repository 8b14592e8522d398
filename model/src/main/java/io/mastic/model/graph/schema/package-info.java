/** Columns and types that nodes of a graph take and give, as far as they are known before a run. */
@NullMarked
package io.mastic.model.graph.schema;

import org.jspecify.annotations.NullMarked;
