/** Where rows come from: S3 folders and tables over them. A source ends in a DataFrame on Spark's own file formats. */
@NullMarked
package io.mastic.runtime.source;

import org.jspecify.annotations.NullMarked;
