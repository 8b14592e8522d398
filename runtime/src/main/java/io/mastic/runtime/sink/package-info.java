/** Where rows go: S3 folders, and the tables that describe them. Every write goes through Spark's DataFrameWriter. */
@NullMarked
package io.mastic.runtime.sink;

import org.jspecify.annotations.NullMarked;
