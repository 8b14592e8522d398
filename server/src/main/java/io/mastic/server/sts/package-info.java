/** The wire operations of STS over what the identity package knows. */
@NullMarked
package io.mastic.server.sts;

import org.jspecify.annotations.NullMarked;
