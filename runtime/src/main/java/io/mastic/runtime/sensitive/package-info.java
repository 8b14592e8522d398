/** Sensitive data in frames: patterns that find it, and what is put in its place. Only columns of plain values are searched, as texts. */
@NullMarked
package io.mastic.runtime.sensitive;

import org.jspecify.annotations.NullMarked;
