package io.mastic.server.logs;

import io.mastic.protocol.Call;
import io.mastic.server.jobs.RunStreams;
import io.mastic.server.jobs.RunStreams.RunStream;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.launch.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

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
        return runs.find(call, group.command, name).orElseThrow(LogErrors::noStream);
    }

    LogFile file(Group group, RunStream run) {
        return new LogFile(group.file.apply(launcher.folder(run.id())), run.completed());
    }
}
