package io.mastic.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mastic.protocol.ServiceId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the transforms that the server has, and why some cannot be used. */
@Command(
        name = "list",
        description = "List the transforms that the server has, its own and those in the assets bucket.",
        mixinStandardHelpOptions = true)
final class TransformListCommand implements Callable<Integer> {
    private static final String LINE = "%-8s %-24s %-32s %s";

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Override
    public Integer call() throws Exception {
        var request = JsonNodeFactory.instance.objectNode();
        var listed = ServerCalls.to(options).call(ServiceId.STUDIO, "ListTransforms", request);
        options.say(String.format(LINE, "KIND", "NAME", "TITLE", "USABLE").stripTrailing());
        for (var transform : listed.path("Transforms")) {
            options.say(String.format(
                    LINE,
                    transform.path("Kind").asText(),
                    transform.path("Name").asText(),
                    transform.path("DisplayName").asText(),
                    transform.path("Usable").asBoolean() ? "yes" : "no"));
            transform.path("Problems").forEach(problem -> options.say("         " + problem.asText()));
        }
        return 0;
    }
}
