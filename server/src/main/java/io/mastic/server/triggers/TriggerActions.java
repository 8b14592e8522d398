package io.mastic.server.triggers;

import io.mastic.server.jobs.JobRunState;
import io.mastic.server.jobs.TriggeredRun;
import io.mastic.server.jobs.TriggeredRuns;
import io.mastic.server.jobs.TriggeredRuns.Started;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Starts what a trigger starts, within the transaction in which it fires. */
public final class TriggerActions {
    private final TriggeredRuns runs;

    public TriggerActions(TriggeredRuns runs) {
        this.runs = runs;
    }

    /** @param position of the action in its trigger */
    record StartedAction(int position, String jobName, String runId, JobRunState state) {}

    /** For a caller who waits: all actions start, or none and the reason is thrown. */
    List<StartedAction> start(Handle handle, Firing firing) {
        return start(firing, run -> runs.start(handle, run));
    }

    /** For a firing that nobody waits for: an action that cannot start is a run that has failed. */
    List<StartedAction> startOrFail(Handle handle, Firing firing) {
        return start(firing, run -> runs.startOrFail(handle, run));
    }

    private static List<StartedAction> start(Firing firing, Function<TriggeredRun, Started> start) {
        return start(firing, positions(firing), start);
    }

    /** Of some of the trigger's actions. */
    List<StartedAction> startOrFail(Handle handle, Firing firing, List<Integer> positions) {
        return start(firing, positions, run -> runs.startOrFail(handle, run));
    }

    private static List<Integer> positions(Firing firing) {
        return IntStream.range(0, firing.trigger().actions().size()).boxed().toList();
    }

    private static List<StartedAction> start(
            Firing firing, List<Integer> positions, Function<TriggeredRun, Started> start) {
        var actions = firing.trigger().actions();
        var started = new ArrayList<StartedAction>();
        // A start locks its job: in one order, so that two triggers never wait for each other.
        positions.stream()
                .sorted(Comparator.comparing(i -> actions.get(i).jobName()))
                .forEach(i -> {
                    var run = TriggerConverter.toRun(firing, actions.get(i));
                    var result = start.apply(run);
                    started.add(new StartedAction(i, run.jobName(), result.runId(), result.state()));
                });
        return started;
    }
}
