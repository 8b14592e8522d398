package io.mastic.cli;

import io.mastic.server.DatabaseMove;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done to the database of a stopped server. */
@Command(
        name = "db",
        description = "Work on the database of a stopped server.",
        subcommands = DatabaseCommand.Migrate.class,
        mixinStandardHelpOptions = true)
final class DatabaseCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: mastic db migrate");
    }

    /** Moves H2's rows to PostgreSQL. */
    @Command(
            name = "migrate",
            description = "Move the data folder's own database to the PostgreSQL of database-url.",
            mixinStandardHelpOptions = true)
    static final class Migrate implements Callable<Integer> {
        @Mixin
        private SettingOptions options = new SettingOptions();

        @Override
        public Integer call() throws Exception {
            var settings = options.settings();
            DatabaseMove.toPostgres(settings.data(), settings.database(), options::say);
            return 0;
        }
    }
}
