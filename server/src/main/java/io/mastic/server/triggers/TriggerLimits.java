package io.mastic.server.triggers;

import io.mastic.server.jobs.TriggeredRuns;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Action;
import software.amazon.awssdk.services.glue.model.Condition;
import software.amazon.awssdk.services.glue.model.Predicate;
import software.amazon.awssdk.services.glue.model.Trigger;

/** What a trigger may not ask for: it is refused with the reason, never accepted and left out. */
final class TriggerLimits {
    private static final int MOST_ACTIONS = 50;
    private static final int MOST_CONDITIONS = 500;
    private static final Set<String> LOGICALS = Set.of("AND", "ANY");
    private static final Set<String> ENDS = Set.of("SUCCEEDED", "STOPPED", "FAILED", "TIMEOUT");

    private TriggerLimits() {}

    static TriggerType type(String name) {
        if ("EVENT".equals(name)) {
            throw TriggerErrors.invalid("EVENT triggers do not work yet, as there is no event bus: use an ON_DEMAND "
                    + "trigger and call StartTrigger or StartWorkflowRun when the event comes");
        }
        return Arrays.stream(TriggerType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> TriggerErrors.invalid(
                        "Type is '" + name + "'; it is one of " + Arrays.toString(TriggerType.values())));
    }

    static void require(Trigger trigger, TriggerType type, TriggerConfig config, Instant now) {
        if (trigger.eventBatchingCondition() != null) {
            throw TriggerErrors.invalid("EventBatchingCondition is for EVENT triggers, which do not work yet");
        }
        if ((trigger.schedule() != null) != (type == TriggerType.SCHEDULED)) {
            throw TriggerErrors.invalid("A trigger of type SCHEDULED has a Schedule, others have none");
        }
        if ((trigger.predicate() != null) != (type == TriggerType.CONDITIONAL)) {
            throw TriggerErrors.invalid("A trigger of type CONDITIONAL has a Predicate, others have none");
        }
        requireActions(trigger);
        Optional.ofNullable(trigger.predicate()).ifPresent(TriggerLimits::requirePredicate);
        if (trigger.schedule() != null) {
            requireSchedule(trigger.schedule(), config, now);
        }
    }

    private static void requireSchedule(String expression, TriggerConfig config, Instant now) {
        var schedule = Schedule.parse(expression);
        schedule.requireApart(config.minimumMinutes());
        if (schedule.next(now).isEmpty()) {
            throw TriggerErrors.schedule(expression, "it has no time that is still to come");
        }
    }

    private static void requireActions(Trigger trigger) {
        int count = trigger.actions().size();
        if (count < 1 || count > MOST_ACTIONS) {
            throw TriggerErrors.invalid("A trigger has from 1 to " + MOST_ACTIONS + " Actions, not " + count);
        }
        trigger.actions().forEach(action -> requireAction(trigger, action));
    }

    private static void requireAction(Trigger trigger, @Nullable Action action) {
        if (action == null) {
            throw TriggerErrors.invalid("An action is null");
        }
        if (action.crawlerName() != null) {
            throw crawlers();
        }
        if (action.hasArguments() && action.arguments().containsValue(null)) {
            throw TriggerErrors.invalid("An argument of the action on " + action.jobName() + " has no value");
        }
        if (action.jobName() == null) {
            throw TriggerErrors.invalid("An action needs a JobName");
        }
        var firing = new Firing("", "", trigger, List.of(), Optional.empty());
        TriggeredRuns.requirePossible(TriggerConverter.toRun(firing, action));
    }

    private static RuntimeException crawlers() {
        return TriggerErrors.invalid("Crawlers come with a later version: actions and conditions name jobs");
    }

    private static void requirePredicate(Predicate predicate) {
        int count = predicate.conditions().size();
        if (count < 1 || count > MOST_CONDITIONS) {
            throw TriggerErrors.invalid("A Predicate has from 1 to " + MOST_CONDITIONS + " Conditions, not " + count);
        }
        var logical = Optional.ofNullable(predicate.logicalAsString()).orElse(count > 1 ? "" : "AND");
        if (!LOGICALS.contains(logical)) {
            throw TriggerErrors.invalid("Logical is required with several Conditions: AND or ANY");
        }
        predicate.conditions().forEach(TriggerLimits::requireCondition);
    }

    private static void requireCondition(@Nullable Condition condition) {
        if (condition == null) {
            throw TriggerErrors.invalid("A condition is null");
        }
        if (condition.crawlerName() != null || condition.crawlStateAsString() != null) {
            throw crawlers();
        }
        if (condition.jobName() == null || condition.stateAsString() == null) {
            throw TriggerErrors.invalid("A condition needs a JobName and a State");
        }
        if (!"EQUALS"
                .equals(Optional.ofNullable(condition.logicalOperatorAsString()).orElse("EQUALS"))) {
            throw TriggerErrors.invalid("The LogicalOperator of a condition is EQUALS");
        }
        if (!ENDS.contains(condition.stateAsString())) {
            throw TriggerErrors.invalid("The State of a condition is one of "
                    + ENDS.stream().sorted().toList() + ", not " + condition.stateAsString());
        }
    }
}
