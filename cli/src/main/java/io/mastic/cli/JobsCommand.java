package io.mastic.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with jobs of a running server. */
@Command(
        name = "jobs",
        description = "Keep the jobs of a running server as files, and run them.",
        subcommands = {JobExportCommand.class, JobImportCommand.class, JobDiffCommand.class, JobRunCommand.class},
        mixinStandardHelpOptions = true)
final class JobsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: mastic jobs export, import, diff or run");
    }
}
