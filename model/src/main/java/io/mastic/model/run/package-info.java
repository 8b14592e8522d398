/** The contract between the control plane and the process that it starts for a run. */
@NullMarked
package io.mastic.model.run;

import org.jspecify.annotations.NullMarked;
