/** HTTP: one Jetty server, one port; who answers which path. */
@NullMarked
package io.mastic.server.http;

import org.jspecify.annotations.NullMarked;
