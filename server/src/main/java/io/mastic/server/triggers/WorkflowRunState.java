package io.mastic.server.triggers;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The life of a workflow's run. Names are AWS's. COMPLETED says that all is over, not that all went well. */
enum WorkflowRunState {
    RUNNING,
    STOPPING,
    STOPPED,
    COMPLETED;

    private static final Map<WorkflowRunState, Set<WorkflowRunState>> NEXT =
            Map.of(RUNNING, EnumSet.of(STOPPING, COMPLETED), STOPPING, EnumSet.of(STOPPED));

    boolean mayBecome(WorkflowRunState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    boolean isLive() {
        return NEXT.containsKey(this);
    }
}
