/**
 * The forms in which documents of jobs travel: the API's, that of the editor's download, and that of the repositories of its
 * version control. Each is read into the API's and written from it.
 */
@NullMarked
package io.mastic.model.graph.dialect;

import org.jspecify.annotations.NullMarked;
