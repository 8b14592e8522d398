/** Carries out what drivers' writes leave to do, in one place for the usual case and after a crash. */
@NullMarked
package io.mastic.server.commits;

import org.jspecify.annotations.NullMarked;
