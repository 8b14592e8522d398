package io.mastic.cli;

import io.mastic.server.ControlPlane;
import io.mastic.server.StartException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the control plane until it is told to end. */
@Command(name = "server", description = "Start the server in the foreground.", mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    private static final int JAVA = 17;

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Override
    public Integer call() throws Exception {
        if (Runtime.version().feature() != JAVA) {
            throw new StartException("this is Java " + Runtime.version().feature() + " at "
                    + System.getProperty("java.home") + ", and Spark 3.5 runs on Java 17. Set JAVA_HOME to a JDK 17");
        }
        var home = System.getProperty("mastic.home");
        if (home == null) {
            throw new StartException(
                    "the system property mastic.home is not set. Start the server with: mastic server");
        }
        var plane = ControlPlane.start(options.settings().server(Path.of(home)));
        Runtime.getRuntime().addShutdownHook(new Thread(plane::close, "shutdown"));
        System.out.println("Mastic listens on " + plane.endpoint() + ", data folder "
                + plane.config().data());
        System.out.println("Isolation of drivers is " + plane.isolation());
        System.out.println("For a shell that uses it: eval \"$(mastic env --data "
                + plane.config().data() + ")\"");
        System.out.flush();
        plane.join();
        return 0;
    }
}
