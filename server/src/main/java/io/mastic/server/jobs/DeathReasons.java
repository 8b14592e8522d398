package io.mastic.server.jobs;

import io.mastic.server.launch.Launcher.Status.Ended;
import java.util.Map;

/** What is said of a driver that ended without a word. */
final class DeathReasons {
    private static final int KILL = 9;
    private static final Map<Integer, String> SIGNALS = Map.of(
            2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", KILL, "SIGKILL", 11, "SIGSEGV", 15,
            "SIGTERM");

    private DeathReasons() {}

    static String of(Ended how) {
        if (how.code().isEmpty()) {
            return "The driver was killed, and the process that watches it as well.";
        }
        int code = how.code().getAsInt();
        if (code >= 0) {
            return "The driver ended with exit code " + code + " before it reported a result.";
        }
        return "The driver was killed by signal " + -code + signal(-code) + " before it reported a result."
                + (-code == KILL ? memory(how) : "");
    }

    private static String signal(int number) {
        return SIGNALS.containsKey(number) ? " (" + SIGNALS.get(number) + ")" : "";
    }

    private static String memory(Ended how) {
        return how.outOfMemory()
                ? " The kernel's out-of-memory killer was at work meanwhile: the machine has too little memory for all"
                        + " that runs on it. Lower driver-memory-limit, so that fewer jobs run at once."
                : " Somebody did so; memory had not run out.";
    }
}
