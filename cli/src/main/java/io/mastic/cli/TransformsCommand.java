package io.mastic.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with transforms of visual jobs. */
@Command(
        name = "transforms",
        description = "List the transforms of visual jobs; check and try out your own.",
        subcommands = {TransformListCommand.class, TransformCheckCommand.class, TransformTestCommand.class},
        mixinStandardHelpOptions = true)
final class TransformsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: mastic transforms list, check or test");
    }
}
