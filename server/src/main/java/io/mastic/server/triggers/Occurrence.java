package io.mastic.server.triggers;

/**
 * One time of a trigger's schedule: the trigger at the revision that was written when the time was set. It fires once,
 * as firing moves the revision on.
 */
record Occurrence(String triggerId, long revision) {
    String text() {
        return triggerId + "/" + revision;
    }

    static Occurrence parse(String text) {
        int slash = text.lastIndexOf('/');
        return new Occurrence(text.substring(0, slash), Long.parseLong(text.substring(slash + 1)));
    }
}
