package io.mastic.server.ui;

import io.mastic.server.jobs.JobRuns.ViewedRun;
import io.mastic.server.launch.LocalLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;

/** Where the UI of a run is: at its driver while it lives, then at a history server. */
public final class SparkUis implements AutoCloseable {
    private final LocalLauncher launcher;
    private final HistoryServers histories;

    public SparkUis(LocalLauncher launcher, SecureRandom random, Clock clock) {
        this.launcher = launcher;
        this.histories = new HistoryServers(launcher::history, random, clock);
    }

    /** @throws io.mastic.protocol.ServiceException if the run has none */
    Upstream find(ViewedRun run) {
        var folder = launcher.folder(run.id());
        try {
            if (run.live()) {
                return new Upstream(folder.uiPort().orElseThrow(UiErrors::noUi), "");
            }
            if (!folder.hasEventLog()) {
                throw UiErrors.noHistory();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return histories.of(run.id(), run.accountId());
    }

    @Override
    public void close() {
        histories.close();
    }
}
