/** Accounts, access keys, roles and policies, and the decision on every request. Wire operations are in iam and sts. */
@NullMarked
package io.mastic.server.identity;

import org.jspecify.annotations.NullMarked;
