package io.mastic.cli;

import io.mastic.server.StartException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a running server in order: requests in progress are answered, running jobs go on without it. */
@Command(
        name = "stop",
        description = "End a running server in order. Running jobs go on; the next start finds them.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 30;

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Override
    public Integer call() throws Exception {
        var server = options.running();
        var process = server.process();
        if (process.isPresent()) {
            process.orElseThrow().destroy();
            try {
                process.orElseThrow().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new StartException("process " + server.pid() + " has not ended within " + PATIENCE_SECONDS
                        + " s. Look at its log, or end it with: kill -9 " + server.pid());
            }
        }
        System.out.println("Stopped the server on " + server.endpoint());
        return 0;
    }
}
