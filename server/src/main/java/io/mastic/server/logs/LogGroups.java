package io.mastic.server.logs;

import io.mastic.protocol.Call;
import io.mastic.server.jobs.RunStreams;
import io.mastic.server.jobs.RunStreams.RunStream;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.launch.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which file each log group and stream stands for; a run's stream has the run's id. */
public final class LogGroups {
    /** A log group: all runs of one command, and one file of each. */
    enum Group {
        OUTPUT("/aws-glue/jobs/output", "glueetl", RunFolder::output),
        ERROR("/aws-glue/jobs/error", "glueetl", RunFolder::error),
        DRIVER("/aws-glue/jobs/logs-v2", "glueetl", RunFolder::error),
        SHELL_OUTPUT("/aws-glue/python-jobs/output", "pythonshell", RunFolder::output),
        SHELL_ERROR("/aws-glue/python-jobs/error", "pythonshell", RunFolder::error);

        private final String groupName;
        private final String command;
        private final Function<RunFolder, Path> file;

        Group(String groupName, String command, Function<RunFolder, Path> file) {
            this.groupName = groupName;
            this.command = command;
            this.file = file;
        }

        String groupName() {
            return groupName;
        }

        String command() {
            return command;
        }
    }

    /** Streams of the groups of Spark's log, whose names follow a run's id. */
    private static final List<String> INSIGHTS = List.of("job-insights-rca-driver", "job-insights-rule-driver");

    private static final Set<Group> WITH_INSIGHTS = Set.of(Group.ERROR, Group.DRIVER);

    private static final int MOST_INSIGHT = 64 << 10;
    private static final int MOST_INSIGHTS = 1 << 20;

    private final RunStreams runs;
    private final LocalLauncher launcher;
    private final Clock clock;

    public LogGroups(RunStreams runs, LocalLauncher launcher, Clock clock) {
        this.runs = runs;
        this.launcher = launcher;
        this.clock = clock;
    }

    /** Notes how far a run's files have grown; called some times a second while it lives, by one thread. */
    public void note(String runId) {
        var folder = launcher.folder(runId);
        try {
            new LogFile(folder.output(), Optional.empty()).note(clock.millis());
            new LogFile(folder.error(), Optional.empty()).note(clock.millis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A group's streams. */
    RunStreams streams() {
        return runs;
    }

    Group group(String name) {
        return Arrays.stream(Group.values())
                .filter(group -> group.groupName.equals(name))
                .findFirst()
                .orElseThrow(LogErrors::noGroup);
    }

    RunStream stream(Call call, Group group, String name) {
        var insight = insight(group, name);
        return runs.find(call, group.command, runId(name, insight))
                .map(run -> insight.map(stream -> named(run, stream)).orElse(run))
                .filter(run -> insight.isEmpty() || Files.exists(path(group, run.id())))
                .orElseThrow(LogErrors::noStream);
    }

    /** A run's stream, and those of what is said about it. */
    Stream<RunStream> withInsights(Group group, RunStream run) {
        return Stream.concat(
                Stream.of(run),
                INSIGHTS.stream()
                        .filter(stream -> WITH_INSIGHTS.contains(group))
                        .map(stream -> named(run, stream))
                        .filter(found -> Files.exists(path(group, found.id()))));
    }

    private static RunStream named(RunStream run, String insight) {
        return new RunStream(
                run.id() + "-" + insight, run.accountId(), run.region(), run.command(), run.started(), run.completed());
    }

    private static Optional<String> insight(Group group, String name) {
        return INSIGHTS.stream()
                .filter(stream -> WITH_INSIGHTS.contains(group) && name.endsWith("-" + stream))
                .findFirst();
    }

    private static String runId(String name, Optional<String> insight) {
        return insight.map(stream -> name.substring(0, name.length() - stream.length() - 1))
                .orElse(name);
    }

    private Path path(Group group, String name) {
        var insight = insight(group, name);
        var folder = launcher.folder(runId(name, insight));
        return insight.map(folder::insights).orElseGet(() -> group.file.apply(folder));
    }

    LogFile file(Group group, RunStream run) {
        return new LogFile(path(group, run.id()), run.completed());
    }

    /**
     * Adds a line to what is said about a run.
     *
     * @param stream one of {@code job-insights-rca-driver} and {@code job-insights-rule-driver}
     * @throws io.mastic.protocol.ServiceException if it is another, or has more lines than a run needs
     */
    public void say(String runId, String stream, String line) {
        if (!INSIGHTS.contains(stream)) {
            throw LogErrors.noStream();
        }
        var file = launcher.folder(runId).insights(stream);
        try {
            if (line.length() > MOST_INSIGHT || Files.exists(file) && Files.size(file) > MOST_INSIGHTS) {
                throw LogErrors.invalid("What is said about a run is too long");
            }
            var text = line.replace('\n', ' ') + "\n";
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            new LogFile(file, Optional.empty()).note(clock.millis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
