package io.mastic.cli;

import io.mastic.server.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a new data folder of a backup, and fills the database of the settings. */
@Command(name = "restore", description = "Make a new data folder of a backup.", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(paramLabel = "FILE", description = "The file that mastic backup wrote.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = options.settings();
        var out = spec.commandLine().getOut();
        Backup.restore(file.toAbsolutePath(), settings.data(), settings.database(), out::println);
        out.flush();
        return 0;
    }
}
