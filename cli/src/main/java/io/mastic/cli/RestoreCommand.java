package io.mastic.cli;

import io.mastic.server.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a new data folder of a backup, and fills the database of the settings. */
@Command(name = "restore", description = "Make a new data folder of a backup.", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(paramLabel = "FILE", description = "The file that mastic backup wrote.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws Exception {
        var settings = options.settings();
        Backup.restore(file.toAbsolutePath(), settings.data(), settings.database(), options::say);
        return 0;
    }
}
