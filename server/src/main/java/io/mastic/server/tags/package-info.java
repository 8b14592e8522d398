/** Tags of Glue's resources, by ARN. */
@NullMarked
package io.mastic.server.tags;

import org.jspecify.annotations.NullMarked;
