package io.mastic.server.jobs;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The life of a run. Names are AWS's. */
public enum JobRunState {
    WAITING,
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    SUCCEEDED,
    FAILED,
    TIMEOUT,
    ERROR;

    private static final Map<JobRunState, Set<JobRunState>> NEXT = Map.of(
            WAITING, EnumSet.of(STARTING, STOPPED, FAILED),
            STARTING, EnumSet.of(WAITING, RUNNING, STOPPING, STOPPED, FAILED, TIMEOUT, ERROR),
            RUNNING, EnumSet.of(STOPPING, SUCCEEDED, FAILED, TIMEOUT),
            STOPPING, EnumSet.of(STOPPED, FAILED));

    public boolean mayBecome(JobRunState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** @throws IllegalArgumentException if a run may never change so */
    JobRunState requireNext(JobRunState next) {
        if (!mayBecome(next)) {
            throw new IllegalArgumentException("A run that is " + this + " never becomes " + next);
        }
        return next;
    }

    public boolean isLive() {
        return NEXT.containsKey(this);
    }

    /** Live ones that do not wait. */
    static List<String> underWay() {
        return NEXT.keySet().stream()
                .filter(state -> state != WAITING)
                .map(JobRunState::name)
                .toList();
    }

    static List<String> live() {
        return NEXT.keySet().stream().map(JobRunState::name).toList();
    }
}
