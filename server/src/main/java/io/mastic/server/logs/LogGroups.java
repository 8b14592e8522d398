package io.mastic.server.logs;

import io.mastic.protocol.Call;
import io.mastic.server.jobs.JobRunStore;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.launch.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
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
    }

    private static final int MOST = 1_000_000;

    private final JobRunStore runs;
    private final LocalLauncher launcher;
    private final Clock clock;

    public LogGroups(JobRunStore runs, LocalLauncher launcher, Clock clock) {
        this.runs = runs;
        this.launcher = launcher;
        this.clock = clock;
    }

    /** Notes how far a run's files have grown; called some times a second while it lives. */
    public void note(JobRunRow run) {
        var folder = launcher.folder(run.id());
        try {
            new LogFile(folder.output()).note(clock.millis());
            new LogFile(folder.error()).note(clock.millis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Group group(String name) {
        return Arrays.stream(Group.values())
                .filter(group -> group.groupName.equals(name))
                .findFirst()
                .orElseThrow(LogErrors::noGroup);
    }

    LogFile stream(Call call, Group group, String name) {
        return runs.find(name)
                .filter(run -> run.accountId().equals(call.accountId())
                        && run.region().equals(call.region())
                        && run.command().equals(group.command))
                .map(run -> file(group, run))
                .orElseThrow(LogErrors::noStream);
    }

    LogFile file(Group group, JobRunRow run) {
        return new LogFile(group.file.apply(launcher.folder(run.id())));
    }

    List<JobRunRow> streams(Call call, Group group, Optional<String> prefix, String after, int most) {
        var pattern = prefix.orElse("").replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return runs.ofCommand(call.accountId(), call.region(), group.command, pattern, after, Math.min(most, MOST));
    }
}
