/** What runs measure of themselves, under the names of Glue's metrics, and CloudWatch's operations that read it. */
@NullMarked
package io.mastic.server.metrics;

import org.jspecify.annotations.NullMarked;
