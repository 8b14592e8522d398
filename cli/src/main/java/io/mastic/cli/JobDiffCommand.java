package io.mastic.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what an import of a file would change. */
@Command(
        name = "diff",
        description = "Tell what an import of the file would change; ends with 1 if that is anything.",
        mixinStandardHelpOptions = true)
final class JobDiffCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Mixin
    private Replacements replacements = new Replacements();

    @Parameters(paramLabel = "FILE", description = "The document, as for import.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--name", paramLabel = "NAME", description = "The job's name (default: the document's).")
    private @Nullable String name;

    @Override
    public Integer call() throws Exception {
        var read = JobFile.read(file, replacements);
        var called = Optional.ofNullable(name).orElse(read.name());
        var jobs = new ServerJobs(ServerCalls.to(options));
        var job = jobs.get(called);
        var lines =
                new ArrayList<>(JobDiff.of(job, read.document().job().deepCopy().put("Name", called)));
        if (read.document().graph().isEmpty()
                && read.script().isPresent()
                && !read.script().equals(jobs.script(job))) {
            lines.add("~ the script");
        }
        lines.forEach(options::say);
        return lines.isEmpty() ? 0 : 1;
    }
}
