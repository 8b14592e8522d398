/** The control plane: its configuration and the object graph. */
@NullMarked
package io.mastic.server;

import org.jspecify.annotations.NullMarked;
