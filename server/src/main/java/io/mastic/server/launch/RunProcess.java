package io.mastic.server.launch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /**
     * Linux's own record; its second field is the command's name, which may hold blanks and brackets. A process that
     * nobody has asked for its end, as in a container without an init, is dead though it has its number still.
     */
    private static long startOf(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") ? -1 : Long.parseLong(fields[19]);
        } catch (IOException e) {
            // Ended since.
            return -1;
        }
    }

    /** The processes of this machine that were started with a variable, as far as this user may see. */
    static List<ProcessHandle> withEnvironment(String variable) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.isAlive() && hasVariable(process.pid(), variable))
                .toList();
    }

    private static boolean hasVariable(long pid, String variable) {
        try {
            var environment = Files.readString(Path.of("/proc", Long.toString(pid), "environ"), ISO_8859_1);
            return List.of(environment.split("\0")).contains(new String(variable.getBytes(UTF_8), ISO_8859_1));
        } catch (IOException e) {
            // Ended since, or another user's.
            return false;
        }
    }
}
