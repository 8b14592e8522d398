/** Evaluates rules of data quality on frames: one pass for all that is counted, outcomes of rows as columns. */
@NullMarked
package io.mastic.runtime.quality;

import org.jspecify.annotations.NullMarked;
