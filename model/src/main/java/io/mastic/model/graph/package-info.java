/**
 * Visual jobs: a graph of sources, transforms and targets, what is wrong with it, the schemas between its nodes and the
 * script that it means.
 */
@NullMarked
package io.mastic.model.graph;

import org.jspecify.annotations.NullMarked;
