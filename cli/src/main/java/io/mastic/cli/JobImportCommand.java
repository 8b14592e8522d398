package io.mastic.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.server.StartException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates or updates a job from a file of any form. */
@Command(
        name = "import",
        description = "Create or update a job from a file, be it the API's, Studio's download or of its Git.",
        mixinStandardHelpOptions = true)
final class JobImportCommand implements Callable<Integer> {
    private static final int WORKERS = 2;

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Mixin
    private Replacements replacements = new Replacements();

    @Parameters(paramLabel = "FILE", description = "The document; a script is looked for beside it.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--name", paramLabel = "NAME", description = "The job's name (default: the document's).")
    private @Nullable String name;

    @Option(names = "--role", paramLabel = "ROLE", description = "The job's role (default: the document's).")
    private @Nullable String role;

    @Override
    public Integer call() throws Exception {
        var read = JobFile.read(file, replacements);
        if (read.tellProblems(options::say)) {
            options.say("The job was not saved.");
            return 1;
        }
        var called = Optional.ofNullable(name).orElse(read.name());
        var jobs = new ServerJobs(ServerCalls.to(options));
        var existing = jobs.find(called);
        var job = completed(read, called, existing);
        if (read.document().graph().isEmpty() && read.script().isPresent()) {
            jobs.putScript(job, read.script().get());
        }
        if (existing.isPresent()) {
            jobs.update(called, job);
        } else {
            jobs.create(job);
        }
        options.say((existing.isPresent() ? "Updated " : "Created ") + called);
        if (existing.isPresent() && job.has("Tags")) {
            options.say("Its tags stay as they are: an update cannot change them.");
        }
        return 0;
    }

    /** A graph alone changes the graph of a job that is there, and makes a job of Studio's usual shape otherwise. */
    private ObjectNode completed(JobFile read, String called, Optional<ObjectNode> existing) {
        var job = read.document().job().deepCopy();
        if (!job.has("Command")) {
            var nodes = read.document()
                    .graph()
                    .orElseThrow(() -> new StartException(file + " has neither a Command nor a graph"));
            var base = existing.map(ObjectNode::deepCopy).orElseGet(() -> shape(job));
            base.setAll(job);
            base.set(ServerJobs.NODES, nodes);
            job.setAll(base);
        }
        job.put("Name", called);
        Optional.ofNullable(role).ifPresent(given -> job.put("Role", given));
        if (job.path("Role").asText().isEmpty()) {
            throw new StartException("the document names no role. Give one with --role, such as --role MasticGlueRole");
        }
        return job;
    }

    private static ObjectNode shape(ObjectNode job) {
        var shape = job.objectNode()
                .put("GlueVersion", "5.0")
                .put("WorkerType", "G.1X")
                .put("NumberOfWorkers", WORKERS)
                .put("JobMode", "VISUAL");
        shape.putObject("Command")
                .put("Name", "glueetl")
                .put("PythonVersion", "3")
                .put("ScriptLocation", "");
        return shape;
    }
}
