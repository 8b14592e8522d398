/** The wire operations of IAM over what the identity package knows. */
@NullMarked
package io.mastic.server.iam;

import org.jspecify.annotations.NullMarked;
