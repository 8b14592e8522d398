package io.mastic.server.triggers;

/** AWS's states, without those that it passes through: a change here is done when it is answered. */
enum TriggerState {
    CREATED,
    ACTIVATED,
    DEACTIVATED
}
