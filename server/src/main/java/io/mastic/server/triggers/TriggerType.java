package io.mastic.server.triggers;

/** What makes a trigger fire. Names are AWS's. */
enum TriggerType {
    SCHEDULED,
    CONDITIONAL,
    ON_DEMAND;

    /** Whether it begins a workflow, rather than going on with one. */
    boolean isStart() {
        return this != CONDITIONAL;
    }
}
