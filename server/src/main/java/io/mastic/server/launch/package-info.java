/** Starts drivers as processes of this machine, watches and ends them. Knows nothing of jobs. */
@NullMarked
package io.mastic.server.launch;

import org.jspecify.annotations.NullMarked;
