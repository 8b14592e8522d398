/** DQDL, the language of data quality rules: rulesets as text become rules. Nothing is evaluated here. */
@NullMarked
package io.mastic.model.quality;

import org.jspecify.annotations.NullMarked;
