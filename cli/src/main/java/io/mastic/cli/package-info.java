/** What the user types. Every command reads the same settings as the server. */
@NullMarked
package io.mastic.cli;

import org.jspecify.annotations.NullMarked;
