/**
 * Spark's UI of runs behind the one port: of a living run its driver's, of an ended one a history server's. Who may
 * see it is who may call GetJobRun.
 */
@NullMarked
package io.mastic.server.ui;

import org.jspecify.annotations.NullMarked;
