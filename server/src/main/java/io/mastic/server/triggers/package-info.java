/** Triggers and workflows: when jobs start by themselves, and in what order. They start runs through the jobs' service. */
@NullMarked
package io.mastic.server.triggers;

import org.jspecify.annotations.NullMarked;
