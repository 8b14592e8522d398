package io.mastic.model.run;

import java.util.Objects;

/**
 * How far the control plane has come with a {@link CommitJournal}. JSON on the wire, with these names.
 *
 * @param done steps of the journal that are done
 * @param total steps of the journal
 * @param message why it failed; empty otherwise
 */
public record CommitStatus(State state, int done, int total, String message) {
    /** A journal that is not pending any more never changes again. */
    public enum State {
        PENDING,
        DONE,
        FAILED
    }

    public CommitStatus {
        Objects.requireNonNull(state);
        Objects.requireNonNull(message);
    }

    public static CommitStatus pending(int done, int total) {
        return new CommitStatus(State.PENDING, done, total, "");
    }

    public static CommitStatus done(int total) {
        return new CommitStatus(State.DONE, total, total, "");
    }

    public static CommitStatus failed(int done, int total, String message) {
        return new CommitStatus(State.FAILED, done, total, message);
    }
}
