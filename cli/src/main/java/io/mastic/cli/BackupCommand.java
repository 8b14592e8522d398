package io.mastic.cli;

import io.mastic.server.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes everything that a stopped server keeps to a file. */
@Command(
        name = "backup",
        description = "Write everything that a stopped server keeps to a file.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(paramLabel = "FILE", description = "The file to make: a gzipped archive of tar, for its owner alone.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws Exception {
        var settings = options.settings();
        Backup.write(settings.data(), settings.database(), file.toAbsolutePath(), options::say);
        return 0;
    }
}
