package io.mastic.server.launch;

import java.nio.file.Path;
import java.util.Map;

/** What the drivers' Python has to know of the distribution that its code is in. */
public final class Distribution {
    private Distribution() {}

    /** The variables of a driver's environment, for the distribution in a folder. */
    public static Map<String, String> variables(Path home) {
        var python = home.resolve("python");
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "MASTIC_HOME",
                home.toString(),
                "PYTHONPATH",
                python + ":" + python.resolve("studio_transforms"),
                "PYTHONDONTWRITEBYTECODE",
                "1");
    }
}
