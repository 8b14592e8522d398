/** Connections to other stores: kept with their secrets encrypted, shown as far as asked and allowed, and tested. */
@NullMarked
package io.mastic.server.connections;

import org.jspecify.annotations.NullMarked;
