package io.mastic.cli;

import io.mastic.server.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = options.settings();
        var out = spec.commandLine().getOut();
        Backup.write(settings.data(), settings.database(), file.toAbsolutePath(), out::println);
        out.flush();
        return 0;
    }
}
