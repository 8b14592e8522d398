package io.mastic.cli;

import io.mastic.server.ServerFile;
import io.mastic.server.Setting;
import io.mastic.server.Settings;
import io.mastic.server.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that find a data folder, and the server on it. */
final class SettingOptions {
    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file; MASTIC_CONFIG stands for it. docs/settings.md lists its keys.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default: ~/.mastic).")
    void data(String value) {
        given.put(Setting.DATA, value);
    }

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (default: 4747).")
    void port(String value) {
        given.put(Setting.PORT, value);
    }

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    void bind(String value) {
        given.put(Setting.BIND, value);
    }

    Settings settings() {
        var environment = System.getenv();
        var file = Optional.ofNullable(config)
                .or(() -> Optional.ofNullable(environment.get("MASTIC_CONFIG")).map(Path::of));
        return new Settings(file, environment, given);
    }

    /** @throws StartException if none runs */
    ServerFile running() throws IOException {
        var data = settings().data();
        return ServerFile.running(data)
                .orElseThrow(() -> new StartException(
                        "no server runs on the data folder " + data + ". Start one with: mastic server"));
    }

    /** Prints a line of the command's at once. */
    void say(String line) {
        var out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
