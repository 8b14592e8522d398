package io.mastic.cli;

import io.mastic.server.StartException;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code mastic}. */
@Command(
        name = "mastic",
        description = "An open, self-hosted data-integration platform that speaks AWS Glue.",
        subcommands = {
            ServerCommand.class,
            EnvCommand.class,
            StatusCommand.class,
            StopCommand.class,
            UiCommand.class,
            JobsCommand.class,
            TransformsCommand.class,
            RunCommand.class,
            DatabaseCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Mastic.Version.class)
public final class Mastic {
    private Mastic() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Mastic())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Mastic::failed);
        // What stands behind the script is the script's.
        Objects.requireNonNull(line.getSubcommands().get("run")).setStopAtPositional(true);
        return line;
    }

    private static int failed(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (error instanceof StartException || error instanceof CallException) {
            err.println("mastic: " + error.getMessage());
        } else {
            error.printStackTrace(err);
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Mastic.class.getPackage().getImplementationVersion();
            return new String[] {"mastic " + (version == null ? "(unpacked)" : version)};
        }
    }
}
