package io.mastic.runtime.quality;

/** A rule as it was written, and what became of it. */
record RuleResult(String rule, Outcome outcome) {}
