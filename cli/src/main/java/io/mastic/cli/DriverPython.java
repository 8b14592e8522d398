package io.mastic.cli;

import io.mastic.server.ServerFile;
import io.mastic.server.StartException;
import io.mastic.server.launch.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Python that runs jobs, beside this command instead of under the server. */
final class DriverPython {
    private final Path home;

    private DriverPython(Path home) {
        this.home = home;
    }

    /** That of the distribution which this command is of. */
    static DriverPython ofHome() {
        var home = System.getProperty("mastic.home");
        if (home == null) {
            throw new StartException("the system property mastic.home is not set. Start this with: mastic");
        }
        return new DriverPython(Path.of(home));
    }

    /** A process that is yet to be started: {@code python -m module arguments}. */
    ProcessBuilder module(String module, List<String> arguments) {
        var command =
                new ArrayList<>(List.of(home.resolve("venv/bin/python").toString(), "-m", "mastic_driver." + module));
        command.addAll(arguments);
        var process = new ProcessBuilder(command);
        process.environment().putAll(Distribution.variables(home));
        process.environment().remove("MASTIC_ENDPOINT");
        return process;
    }

    /** Lets the process speak to the server of the data folder, if one runs, as the caller. */
    static void connect(ProcessBuilder process, SettingOptions options) throws IOException {
        var environment = process.environment();
        environment.put(
                "MASTIC_MODULES", options.settings().data().resolve("modules").toString());
        var server = ServerFile.running(options.settings().data());
        if (server.isEmpty()) {
            return;
        }
        var calls = ServerCalls.to(options);
        var endpoint = server.get().endpoint().toString();
        environment.put("MASTIC_ENDPOINT", endpoint);
        environment.put("MASTIC_ACCOUNT", server.get().accountId());
        environment.put("AWS_ENDPOINT_URL", endpoint);
        environment.put("AWS_REGION", calls.region());
        environment.put("AWS_DEFAULT_REGION", calls.region());
        environment.remove("AWS_PROFILE");
        environment.put("AWS_ACCESS_KEY_ID", calls.caller().accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", calls.caller().secretAccessKey());
        calls.token()
                .ifPresentOrElse(
                        token -> environment.put("AWS_SESSION_TOKEN", token),
                        () -> environment.remove("AWS_SESSION_TOKEN"));
    }

    /** Waits for the process; if this one is ended before, the other is too. */
    static int wait(Process process) throws InterruptedException {
        var end = new Thread(() -> {
            process.destroy();
            process.onExit().join();
        });
        Runtime.getRuntime().addShutdownHook(end);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        return code;
    }
}
