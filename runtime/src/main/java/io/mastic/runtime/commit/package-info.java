/** How the files that a Spark job writes become visible: all together once the job commits, without any rename. */
@NullMarked
package io.mastic.runtime.commit;

import org.jspecify.annotations.NullMarked;
