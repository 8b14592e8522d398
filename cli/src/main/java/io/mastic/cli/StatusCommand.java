package io.mastic.cli;

import io.mastic.server.ServerFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what runs where. */
@Command(name = "status", description = "Say what runs where.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final Pattern RUNS =
            Pattern.compile("^mastic_job_runs\\{state=\"(\\w+)\"\\} (\\d+)", Pattern.MULTILINE);

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var server = options.running();
        var out = spec.commandLine().getOut();
        out.println("Server       " + server.endpoint() + ", process " + server.pid() + ", since " + server.started());
        out.println("Data folder  " + options.settings().data());
        out.println("Account      " + server.accountId() + " in " + server.region());
        out.println("Isolation    " + server.isolation());
        out.println("Health       " + get(server, "/healthz").strip());
        out.println("Job runs     " + runs(get(server, "/metrics")));
        out.flush();
        return 0;
    }

    private static String runs(String metrics) {
        var live = RUNS.matcher(metrics)
                .results()
                .filter(found -> !found.group(2).equals("0"))
                .map(found -> found.group(2) + " " + found.group(1))
                .toList();
        return live.isEmpty() ? "none in progress" : String.join(", ", live);
    }

    private static String get(ServerFile server, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.endpoint().resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
