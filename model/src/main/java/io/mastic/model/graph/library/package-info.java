/**
 * Transforms that are described by documents: those of the library, which come with the product, and the users' own. One
 * mechanism checks and calls both.
 */
@NullMarked
package io.mastic.model.graph.library;

import org.jspecify.annotations.NullMarked;
