package io.mastic.server.ui;

/**
 * Where a UI is on this machine.
 *
 * @param port of the loopback address
 * @param secret what the UI asks for in {@link UiProxy#SECRET_HEADER}; empty if nothing
 */
record Upstream(int port, String secret) {
    @Override
    public String toString() {
        return "Upstream[" + port + "]";
    }
}
