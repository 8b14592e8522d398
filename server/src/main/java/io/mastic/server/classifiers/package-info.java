/** Classifiers: how crawlers tell what a file holds. Kept and shown; crawlers use them. */
@NullMarked
package io.mastic.server.classifiers;

import org.jspecify.annotations.NullMarked;
