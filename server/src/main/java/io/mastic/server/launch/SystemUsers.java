package io.mastic.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Whether this process can start others as users of their own. */
final class SystemUsers {
    /** By their numbers in Linux: to give files away, to see and end others' processes, to become other users. */
    private static final int[] CAPABILITIES = {
        0 /* CHOWN */,
        1 /* DAC_OVERRIDE */,
        3 /* FOWNER */,
        5 /* KILL */,
        6 /* SETGID */,
        7 /* SETUID */,
        19 /* PTRACE */
    };

    private static final Path SELF = Path.of("/proc/self");

    private SystemUsers() {}

    static boolean isRoot() throws IOException {
        return Files.getAttribute(SELF, "unix:uid").equals(0);
    }

    /** Why root cannot do so here, as in a container that was given less; the rest of a sentence. */
    static Optional<String> obstacle(int uid) throws IOException {
        if (!hasCapabilities()) {
            return Optional.of("this process lacks a capability of root's that it takes: SETUID, SETGID, CHOWN, FOWNER,"
                    + " DAC_OVERRIDE, KILL and SYS_PTRACE");
        }
        for (var map : new String[] {"uid_map", "gid_map"}) {
            if (!isMapped(map, uid)) {
                return Optional.of("the number " + uid + " is not in /proc/self/" + map
                        + ", so it is nobody's here. Set isolation-first-uid to one that is");
            }
        }
        return Optional.empty();
    }

    private static boolean hasCapabilities() throws IOException {
        var effective = Files.readAllLines(SELF.resolve("status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("CapEff:".length()).strip(), 16))
                .findFirst()
                .orElse(0L);
        return Arrays.stream(CAPABILITIES).allMatch(bit -> (effective >> bit & 1) == 1);
    }

    /** Each line holds a first number here, the one that it is outside, and how many. */
    private static boolean isMapped(String map, int number) throws IOException {
        return Files.readAllLines(SELF.resolve(map)).stream()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(parts -> number >= Long.parseLong(parts[0])
                        && number < Long.parseLong(parts[0]) + Long.parseLong(parts[2]));
    }
}
