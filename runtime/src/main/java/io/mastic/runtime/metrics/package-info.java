/** What a run's Spark measures, told to the control plane under the names of Glue's metrics. */
@NullMarked
package io.mastic.runtime.metrics;

import org.jspecify.annotations.NullMarked;
