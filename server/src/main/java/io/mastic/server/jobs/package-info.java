/** Jobs and their runs: definitions, the life of a run, and what a driver says over the run channel. */
@NullMarked
package io.mastic.server.jobs;

import org.jspecify.annotations.NullMarked;
