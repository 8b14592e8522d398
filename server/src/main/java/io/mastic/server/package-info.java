/** The control plane: its start, its settings and its object graph. One package below for each feature. */
@NullMarked
package io.mastic.server;

import org.jspecify.annotations.NullMarked;
