package io.mastic.server.triggers;

/**
 * @param minimumMinutes between two times of a schedule
 * @param mostTriggers of an account in a Region
 * @param mostWorkflows of an account in a Region
 */
public record TriggerConfig(int minimumMinutes, int mostTriggers, int mostWorkflows) {
    /** AWS's. */
    public static TriggerConfig standard() {
        return new TriggerConfig(5, 1_000, 250);
    }
}
