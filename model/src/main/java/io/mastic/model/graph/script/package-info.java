/** Python written from typed parts, so that a script always parses and holds the values it was given. */
@NullMarked
package io.mastic.model.graph.script;

import org.jspecify.annotations.NullMarked;
