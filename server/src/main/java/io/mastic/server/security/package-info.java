/** The catalog's resource policy, its encryption settings, and the security configurations that jobs name. */
@NullMarked
package io.mastic.server.security;

import org.jspecify.annotations.NullMarked;
