/**
 * The AWS wire: signatures, the JSON and query protocols, validation, errors and request ids. Knows no feature: a
 * feature brings its {@link io.mastic.protocol.OperationTable}, identity brings keys and authorisation.
 */
@NullMarked
package io.mastic.protocol;

import org.jspecify.annotations.NullMarked;
