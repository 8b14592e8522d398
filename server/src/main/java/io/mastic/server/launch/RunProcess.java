package io.mastic.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process as its run's folder names it. A number alone names no process for long: another one gets it later.
 *
 * @param start clock ticks from the machine's start to the process's. Unlike a time of day it does not move when the
 *     clock is set
 */
record RunProcess(long pid, long start) {
    /** The file holds both, parted by a blank. */
    static Optional<RunProcess> parse(String text) {
        var parts = text.split(" ");
        return parts.length == 2
                ? Optional.of(new RunProcess(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                : Optional.empty();
    }

    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(found -> found.isAlive() && startOf(pid) == start);
    }

    /** Linux's own record; its second field is the command's name, which may hold blanks and brackets. */
    private static long startOf(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]);
        } catch (IOException e) {
            // Ended since.
            return -1;
        }
    }
}
