/** What a job's script works on: rows with a schema and a name, and the names that Glue gives to types. */
@NullMarked
package io.mastic.runtime.frame;

import org.jspecify.annotations.NullMarked;
