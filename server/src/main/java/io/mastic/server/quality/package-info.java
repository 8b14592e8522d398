/** Results of data quality: runs of jobs publish them over the run channel, Glue's operations show them. */
@NullMarked
package io.mastic.server.quality;

import org.jspecify.annotations.NullMarked;
