/** CloudWatch Logs' reading operations over the files that drivers write. */
@NullMarked
package io.mastic.server.logs;

import org.jspecify.annotations.NullMarked;
