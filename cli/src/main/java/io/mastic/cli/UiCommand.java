package io.mastic.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a link to a run's Spark UI that a browser can open, which cannot sign. */
@Command(
        name = "ui",
        description = "Print a link to the Spark UI of a run, live or over; open it within two minutes.",
        mixinStandardHelpOptions = true)
final class UiCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id, jr_…")
    private String run = "";

    @Override
    public Integer call() throws Exception {
        var path = ServerCalls.to(options).post("/-/ui/" + run).path("path").asText();
        options.say(options.running().endpoint().resolve(path).toString());
        return 0;
    }
}
