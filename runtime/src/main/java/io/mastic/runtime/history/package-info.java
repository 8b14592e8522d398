/** Spark's history server as the platform starts it. */
@NullMarked
package io.mastic.runtime.history;

import org.jspecify.annotations.NullMarked;
