/** Job bookmarks: what a job has read, kept from one run to the next. A versioned document for each job. */
@NullMarked
package io.mastic.server.bookmarks;

import org.jspecify.annotations.NullMarked;
