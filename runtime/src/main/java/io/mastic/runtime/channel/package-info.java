/** The run channel as the driver's JVM speaks it: HTTP to the control plane with the run's token. */
@NullMarked
package io.mastic.runtime.channel;

import org.jspecify.annotations.NullMarked;
