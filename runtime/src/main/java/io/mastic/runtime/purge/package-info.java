/** Deletes old files from S3, and the partitions that are left without any. */
@NullMarked
package io.mastic.runtime.purge;

import org.jspecify.annotations.NullMarked;
