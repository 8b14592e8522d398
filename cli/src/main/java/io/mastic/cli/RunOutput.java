package io.mastic.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mastic.protocol.ServiceId;
import java.io.IOException;
import java.util.function.Consumer;

/** The output log of a run, from its beginning on. */
final class RunOutput {
    private final ServerCalls calls;
    private final String run;
    private final Consumer<String> lines;
    private String token = "";

    RunOutput(ServerCalls calls, String run, Consumer<String> lines) {
        this.calls = calls;
        this.run = run;
        this.lines = lines;
    }

    /**
     * Gives what is new; nothing before the run has written anything.
     *
     * @param group the run's {@code LogGroupName}
     */
    void tail(String group) throws IOException, InterruptedException {
        JsonNode page;
        do {
            page = page(group);
            page.path("events")
                    .forEach(event ->
                            lines.accept("| " + event.path("message").asText().stripTrailing()));
            token = page.path("nextForwardToken").asText(token);
        } while (!page.path("events").isEmpty());
    }

    private JsonNode page(String group) throws IOException, InterruptedException {
        var request = JsonNodeFactory.instance
                .objectNode()
                .put("logGroupName", group + "/output")
                .put("logStreamName", run)
                .put("startFromHead", true);
        if (!token.isEmpty()) {
            request.put("nextToken", token);
        }
        try {
            return calls.call(ServiceId.LOGS, "GetLogEvents", request);
        } catch (CallException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                return JsonNodeFactory.instance.objectNode();
            }
            throw e;
        }
    }
}
