/**
 * Visual jobs: the script of a job's graph, custom transforms in the assets bucket, and the service {@code studio} that
 * checks graphs before they are saved.
 */
@NullMarked
package io.mastic.server.visual;

import org.jspecify.annotations.NullMarked;
