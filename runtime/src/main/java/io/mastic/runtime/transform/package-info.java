/** The transforms of {@code awsglue.transforms}, one class each: a frame in, a frame out, always as DataFrame expressions. */
@NullMarked
package io.mastic.runtime.transform;

import org.jspecify.annotations.NullMarked;
