package io.mastic.cli;

import io.mastic.server.ServerFile;
import io.mastic.server.StartException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a running server in order: requests in progress are answered, running jobs go on without it. */
@Command(
        name = "stop",
        description = "End a running server in order. Running jobs go on; the next start finds them.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    private static final long PATIENCE_MILLIS = 30_000;
    private static final long POLL_MILLIS = 50;

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Override
    public Integer call() throws Exception {
        var server = options.running();
        server.process().ifPresent(ProcessHandle::destroy);
        var data = options.settings().data();
        for (long waited = 0; ServerFile.running(data).isPresent(); waited += POLL_MILLIS) {
            if (waited > PATIENCE_MILLIS) {
                throw new StartException("process " + server.pid() + " has not ended within " + PATIENCE_MILLIS / 1_000
                        + " s. Look at its log, or end it with: kill -9 " + server.pid());
            }
            Thread.sleep(POLL_MILLIS);
        }
        System.out.println("Stopped the server on " + server.endpoint());
        return 0;
    }
}
