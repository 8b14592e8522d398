/** How a driver's JVM begins. */
@NullMarked
package io.mastic.runtime.driver;

import org.jspecify.annotations.NullMarked;
