package io.mastic.runtime.channel;

/** The control plane does not take what a run sent: the run is over, or the message is none. It changed nothing. */
public final class RunRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunRefusedException(String message) {
        super(message);
    }
}
