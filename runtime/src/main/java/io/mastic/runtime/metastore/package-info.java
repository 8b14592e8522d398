/**
 * The Data Catalog as the store behind Spark's embedded Hive metastore: Spark SQL works on it, asked over the Glue API
 * with the credentials of the run. What Spark calls is written here; everything else of Hive's interface is refused.
 */
@NullMarked
package io.mastic.runtime.metastore;

import org.jspecify.annotations.NullMarked;
