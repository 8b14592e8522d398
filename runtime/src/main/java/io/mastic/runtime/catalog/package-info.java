/** The Data Catalog as a run sees it: a client of the Glue API, and Hive's type names. */
@NullMarked
package io.mastic.runtime.catalog;

import org.jspecify.annotations.NullMarked;
