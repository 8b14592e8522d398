package io.mastic.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.model.graph.dialect.Form;
import io.mastic.model.graph.dialect.JobDocument;
import io.mastic.model.graph.dialect.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a job's definition to a file, and the script of a job without a graph beside it. */
@Command(
        name = "export",
        description = "Write a job to NAME.json, and the script of a job without a graph to NAME.py.",
        mixinStandardHelpOptions = true)
final class JobExportCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Mixin
    private Replacements replacements = new Replacements();

    @Parameters(paramLabel = "NAME", description = "The job's name.")
    private String name = "";

    @Option(names = "--output", paramLabel = "DIR", description = "The folder to write to (default: this one).")
    private Path output = Path.of("");

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description = "api: what CreateJob takes (default); git: as Studio pushes it; studio: as its download.")
    private Form form = Form.API;

    @Override
    public Integer call() throws Exception {
        var jobs = new ServerJobs(ServerCalls.to(options));
        var job = jobs.get(name);
        var document = JobDocument.of((ObjectNode) replacements.in(job));
        var script = document.graph().isPresent() ? Optional.<String>empty() : jobs.script(job);
        Files.createDirectories(output.toAbsolutePath());
        var file = JobFile.of(output, name);
        var written = new JobDocument(document.job(), form == Form.STUDIO ? script : Optional.empty(), List.of());
        Files.writeString(file, Layout.text(written.write(form)));
        options.say("Wrote " + file);
        if (script.isPresent()) {
            var beside = file.resolveSibling(file.getFileName().toString().replaceAll("\\.json$", ".py"));
            Files.writeString(beside, replacements.in(script.get()));
            options.say("Wrote " + beside);
        } else if (document.graph().isEmpty()) {
            options.say(
                    "There is no script at " + job.at("/Command/ScriptLocation").asText());
        }
        return 0;
    }
}
