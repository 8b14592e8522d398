package io.mastic.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mastic.protocol.ServiceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a run of a job, and follows it to its end if asked to. */
@Command(
        name = "run",
        description = "Start a run of a job; with --follow end with 0 only if it succeeds.",
        mixinStandardHelpOptions = true)
final class JobRunCommand implements Callable<Integer> {
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR", "EXPIRED");
    private static final long POLL_MILLIS = 500;

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The job's name.")
    private String name = "";

    @Option(names = "--follow", description = "Print its states and its output until it is over.")
    private boolean follow;

    @Option(
            names = "--argument",
            paramLabel = "--KEY=VALUE",
            description = "An argument of this run; may be repeated: --argument=--day=2026-01-31")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var calls = ServerCalls.to(options);
        var request = JsonNodeFactory.instance.objectNode().put("JobName", name);
        Pairs.of(arguments, "--argument takes --KEY=VALUE", spec).forEach(request.withObject("/Arguments")::put);
        var run = calls.call(ServiceId.GLUE, "StartJobRun", request)
                .path("JobRunId")
                .asText();
        options.say(run);
        return follow ? follow(calls, run) : 0;
    }

    private int follow(ServerCalls calls, String id) throws IOException, InterruptedException {
        var over = new AtomicBoolean();
        var left = new Thread(() -> {
            if (!over.get()) {
                options.say("The run goes on. To end it: aws glue batch-stop-job-run --job-name " + name
                        + " --job-run-ids " + id);
            }
        });
        Runtime.getRuntime().addShutdownHook(left);
        try {
            return untilOver(calls, id);
        } finally {
            over.set(true);
        }
    }

    private int untilOver(ServerCalls calls, String id) throws IOException, InterruptedException {
        var log = new RunOutput(calls, id, options::say);
        var state = "";
        while (true) {
            var run = run(calls, id);
            log.tail(run.path("LogGroupName").asText());
            if (!run.path("JobRunState").asText().equals(state)) {
                state = run.path("JobRunState").asText();
                options.say(name + " " + id + ": " + state);
            }
            if (OVER.contains(state)) {
                var error = run.path("ErrorMessage").asText();
                if (!error.isEmpty()) {
                    options.say(error);
                }
                return state.equals("SUCCEEDED") ? 0 : 1;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private JsonNode run(ServerCalls calls, String id) throws IOException, InterruptedException {
        var request = JsonNodeFactory.instance.objectNode().put("JobName", name).put("RunId", id);
        return calls.call(ServiceId.GLUE, "GetJobRun", request).path("JobRun");
    }
}
