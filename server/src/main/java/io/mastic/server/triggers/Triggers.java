package io.mastic.server.triggers;

import io.mastic.protocol.Call;
import io.mastic.server.jobs.Jobs;
import io.mastic.server.triggers.TriggerStore.TriggerRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.CreateTriggerRequest;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.TriggerUpdate;

/** The definitions of triggers and their states. */
public final class Triggers {
    private final Jdbi jdbi;
    private final TriggerStore store;
    private final Jobs jobs;
    private final TriggerConfig config;
    private final Clock clock;

    public Triggers(Jdbi jdbi, Jobs jobs, TriggerConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.store = jdbi.onDemand(TriggerStore.class);
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    /** The same definition again is a success: a client that repeats a request whose answer was lost sees no error. */
    void create(Call call, CreateTriggerRequest request) {
        var type = TriggerLimits.type(request.typeAsString());
        var trigger = TriggerConverter.as(request, Trigger.class);
        var started = Boolean.TRUE.equals(request.startOnCreation());
        if (started && type == TriggerType.ON_DEMAND) {
            throw TriggerErrors.invalid("StartOnCreation is not for ON_DEMAND triggers: call StartTrigger");
        }
        TriggerLimits.require(trigger, type, config, clock.instant());
        requireJobs(call, trigger);
        var state = started ? TriggerState.ACTIVATED : TriggerState.CREATED;
        var row = new TriggerRow(
                UUID.randomUUID().toString(),
                call.accountId(),
                call.region(),
                trigger.name(),
                Optional.ofNullable(trigger.workflowName()),
                type,
                state,
                TriggerConverter.write(trigger),
                0,
                nextFire(trigger, state, clock.instant()));
        jdbi.useTransaction(handle -> insert(handle, row, trigger));
    }

    private void requireJobs(Call call, Trigger trigger) {
        TriggerConverter.jobs("", trigger).forEach(job -> {
            if (jobs.find(call, job.jobName()).isEmpty()) {
                throw TriggerErrors.jobNotFound(job.jobName());
            }
        });
    }

    private void insert(Handle handle, TriggerRow row, Trigger trigger) {
        var transaction = handle.attach(TriggerStore.class);
        var existing = transaction.find(row.accountId(), row.region(), row.name());
        if (existing.isPresent()) {
            requireSame(existing.get(), trigger);
            return;
        }
        row.workflowName().ifPresent(workflow -> requirePlace(handle, row, workflow));
        if (transaction.count(row.accountId(), row.region()) >= config.mostTriggers()) {
            throw TriggerErrors.limit("triggers", config.mostTriggers());
        }
        if (transaction.insert(row) == 0) {
            // Another request has made it since.
            requireSame(
                    transaction.find(row.accountId(), row.region(), row.name()).orElseThrow(), trigger);
            return;
        }
        TriggerConverter.jobs(row.id(), trigger).forEach(transaction::insertJob);
        write(handle, row);
    }

    private static void requireSame(TriggerRow existing, Trigger trigger) {
        if (!TriggerConverter.read(existing.doc(), Trigger.class).equals(trigger)) {
            throw TriggerErrors.existsOtherwise(trigger.name());
        }
    }

    private static void requirePlace(Handle handle, TriggerRow row, String workflow) {
        // Held until the transaction ends, so that no two triggers become the start of one workflow.
        if (handle.attach(WorkflowStore.class)
                .lock(row.accountId(), row.region(), workflow)
                .isEmpty()) {
            throw WorkflowErrors.notFound(workflow);
        }
        var others = handle.attach(TriggerStore.class).ofWorkflow(row.accountId(), row.region(), workflow);
        WorkflowErrors.requireRoom(workflow, others.size());
        if (row.type().isStart()
                && others.stream().anyMatch(other -> other.type().isStart())) {
            throw TriggerErrors.invalid("The workflow " + workflow + " has a trigger that starts it already: "
                    + "others in it are CONDITIONAL");
        }
    }

    /** Writes a locked trigger as its next revision, and sets the alarm for its next time. */
    static void write(Handle handle, TriggerRow row) {
        if (handle.attach(TriggerStore.class).update(row) == 0) {
            throw new IllegalStateException("The trigger " + row.name() + " was changed while it was locked");
        }
        row.nextFire().ifPresent(time -> handle.attach(AlarmStore.class)
                .set(
                        TriggerAlarms.TRIGGER,
                        new Occurrence(row.id(), row.revision() + 1).text(),
                        Instant.ofEpochMilli(time)));
    }

    /** The first time of a schedule after an instant, in milliseconds; empty for triggers without. */
    static Optional<Long> nextFire(Trigger trigger, TriggerState state, Instant after) {
        return Optional.ofNullable(trigger.schedule())
                .filter(schedule -> state == TriggerState.ACTIVATED)
                .flatMap(schedule -> Schedule.parse(schedule).next(after))
                .map(Instant::toEpochMilli);
    }

    /** Replaces the definition: what is not given is removed. */
    Trigger update(Call call, String name, TriggerUpdate update) {
        var current = get(call, name);
        var replaced = TriggerConverter.as(update, Trigger.class).toBuilder()
                .name(name)
                .workflowName(current.workflowName())
                .type(current.typeAsString())
                .build();
        TriggerLimits.require(replaced, TriggerType.valueOf(replaced.typeAsString()), config, clock.instant());
        requireJobs(call, replaced);
        var doc = TriggerConverter.write(replaced);
        return changed(call, name, (handle, row) -> {
            var transaction = handle.attach(TriggerStore.class);
            transaction.deleteJobs(row.id());
            TriggerConverter.jobs(row.id(), replaced).forEach(transaction::insertJob);
            // An occurrence that is due and has not fired yet is not lost by a change of something else.
            var kept = row.nextFire().filter(time -> Objects.equals(current.schedule(), replaced.schedule()));
            return row.with(row.state(), doc, kept.or(() -> nextFire(replaced, row.state(), clock.instant())));
        });
    }

    private interface Change {
        TriggerRow of(Handle handle, TriggerRow row);
    }

    private Trigger changed(Call call, String name, Change change) {
        return jdbi.inTransaction(handle -> {
            var transaction = handle.attach(TriggerStore.class);
            var row = transaction
                    .find(call.accountId(), call.region(), name)
                    .flatMap(found -> transaction.lock(found.id()))
                    .orElseThrow(() -> TriggerErrors.notFound(name));
            var next = change.of(handle, row);
            if (!next.equals(row)) {
                write(handle, next);
            }
            return TriggerConverter.toTrigger(next);
        });
    }

    /** From now on the trigger fires by itself; it waits for all its conditions anew. */
    void activate(Call call, String name) {
        changed(call, name, (handle, row) -> {
            if (row.state() == TriggerState.ACTIVATED) {
                return row;
            }
            handle.attach(TriggerStore.class).forget(row.id());
            var trigger = TriggerConverter.read(row.doc(), Trigger.class);
            return row.with(
                    TriggerState.ACTIVATED, row.doc(), nextFire(trigger, TriggerState.ACTIVATED, clock.instant()));
        });
    }

    void deactivate(Call call, String name) {
        changed(call, name, (handle, row) -> {
            if (row.type() == TriggerType.ON_DEMAND) {
                throw TriggerErrors.invalid(
                        "The trigger " + name + " is ON_DEMAND: it fires when StartTrigger is called, and only then");
            }
            return row.with(TriggerState.DEACTIVATED, row.doc(), Optional.empty());
        });
    }

    Optional<TriggerRow> row(Call call, String name) {
        return store.find(call.accountId(), call.region(), name);
    }

    public Optional<Trigger> find(Call call, String name) {
        return row(call, name).map(TriggerConverter::toTrigger);
    }

    Trigger get(Call call, String name) {
        return find(call, name).orElseThrow(() -> TriggerErrors.notFound(name));
    }

    /**
     * @param job leaves out triggers that do not start this job; if none does, nothing is left out, as AWS has it
     */
    List<Trigger> list(Call call, Optional<String> job, String after, int limit) {
        job.filter(name -> jobs.find(call, name).isEmpty()).ifPresent(name -> {
            throw TriggerErrors.jobNotFound(name);
        });
        var starting = job.filter(name -> !store.listStarting(call.accountId(), call.region(), name, "", 1)
                .isEmpty());
        var rows = starting.map(name -> store.listStarting(call.accountId(), call.region(), name, after, limit))
                .orElseGet(() -> store.list(call.accountId(), call.region(), after, limit));
        return rows.stream().map(TriggerConverter::toTrigger).toList();
    }

    void delete(Call call, String name) {
        store.delete(call.accountId(), call.region(), name);
    }
}
