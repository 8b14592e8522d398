/** What a job has read: states by {@code transformation_ctx}, kept by the control plane and moved by a run's commit. */
@NullMarked
package io.mastic.runtime.bookmark;

import org.jspecify.annotations.NullMarked;
