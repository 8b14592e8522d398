package io.mastic.server.commits;

import io.mastic.model.run.CommitJournal;
import io.mastic.model.run.CommitStatus;
import io.mastic.model.run.CommitStatus.State;
import io.mastic.protocol.ServiceException;
import io.mastic.server.http.RunTokens.RunClaim;
import io.mastic.server.objects.RoleObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes visible what drivers have written. A journal that was accepted is carried out whole: by this server, or by a
 * later one on the same data folder, at the latest before its run gets a final state. Thread-safe.
 */
public final class WriteCommits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteCommits.class);
    private static final int WORKERS = 8;
    private static final long CLOSE_SECONDS = 10;

    private final Function<RunClaim, RoleObjects> objects;
    private final Function<String, Path> folders;
    private final UploadAbort uploads;
    private final Map<Write, JournalRun> active = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, task -> new Thread(task, "commits"));
    private final ExecutorService journals = Executors.newCachedThreadPool(task -> new Thread(task, "journals"));
    private volatile boolean closing;

    private record Write(RunClaim claim, String writeId) {}

    /**
     * @param objects as a run's role may change them
     * @param folders of the runs' journals, by run id
     */
    public WriteCommits(Function<RunClaim, RoleObjects> objects, Function<String, Path> folders, UploadAbort uploads) {
        this.objects = objects;
        this.folders = folders;
        this.uploads = uploads;
    }

    /**
     * Takes a journal; it is durable when this returns. One that is known already is not taken again.
     *
     * @throws ServiceException if the run is over
     */
    synchronized void accept(RunClaim claim, CommitJournal journal) throws IOException {
        var folder = folder(claim);
        if (folder.ended(journal.writeId()).isEmpty()
                && folder.pending(journal.writeId()).isEmpty()) {
            if (folder.isClosed()) {
                throw CommitErrors.runIsOver(claim.runId());
            }
            folder.keep(journal);
            start(new Write(claim, journal.writeId()), new JournalRun(journal, workers));
        } else {
            running(claim, journal.writeId());
        }
    }

    /**
     * How a write stands; waits a while for its end.
     *
     * @throws ServiceException if no journal of the write was accepted
     */
    CommitStatus status(RunClaim claim, String writeId, Duration patience) throws IOException, InterruptedException {
        var running = running(claim, writeId);
        if (running.isEmpty()) {
            return folder(claim).ended(writeId).orElseThrow(() -> CommitErrors.unknown(writeId));
        }
        var run = running.orElseThrow();
        try {
            return run.end().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return run.status();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Carries out what a run has left, and takes no journal of it from then on.
     *
     * @throws ServiceException if a journal that was pending has failed
     */
    public void finish(RunClaim claim) {
        try {
            for (var writeId : closed(claim).pending()) {
                LOG.info("run={} write={} is carried out after its driver", claim.runId(), writeId);
                var running = running(claim, writeId);
                if (running.isPresent()) {
                    requireDone(running.orElseThrow().end().get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server ends", e);
        }
    }

    private synchronized JournalFolder closed(RunClaim claim) throws IOException {
        var folder = folder(claim);
        folder.close();
        return folder;
    }

    private static void requireDone(CommitStatus end) {
        if (end.state() == State.FAILED) {
            throw new ServiceException("WriteFailed", 500, end.message());
        }
    }

    /** What carries out a write's journal, from now on if nothing did; empty if it has ended or is unknown. */
    private synchronized Optional<JournalRun> running(RunClaim claim, String writeId) throws IOException {
        var write = new Write(claim, writeId);
        var found = Optional.ofNullable(active.get(write));
        if (found.isPresent() || folder(claim).ended(writeId).isPresent()) {
            return found;
        }
        var run = folder(claim).pending(writeId).map(journal -> new JournalRun(journal, workers));
        run.ifPresent(started -> start(write, started));
        return run;
    }

    private void start(Write write, JournalRun run) {
        active.put(write, run);
        journals.execute(() -> carryOut(write, run));
    }

    private void carryOut(Write write, JournalRun run) {
        try {
            var end = outcome(write, run);
            synchronized (this) {
                folder(write.claim()).end(write.writeId(), end);
                active.remove(write);
            }
            run.end().complete(end);
        } catch (IOException | InterruptedException | RuntimeException e) {
            // The journal stays: whoever asks for the write next begins anew.
            active.remove(write);
            run.end().completeExceptionally(e);
        }
    }

    private CommitStatus outcome(Write write, JournalRun run) throws InterruptedException {
        try {
            run.carryOut(objects.apply(write.claim()));
            return CommitStatus.done(run.journal().size());
        } catch (RuntimeException e) {
            if (closing) {
                throw e;
            }
            LOG.warn("run={} write={} failed", write.claim().runId(), write.writeId(), e);
            run.journal().uploads().forEach(left -> uploads.abort(left.bucket(), left.key(), left.uploadId()));
            return run.failed(e);
        }
    }

    private JournalFolder folder(RunClaim claim) {
        return new JournalFolder(folders.apply(claim.runId()));
    }

    /** Lets the steps end that are being done; the rest is a later server's. */
    @Override
    public void close() {
        closing = true;
        journals.shutdown();
        try {
            if (!journals.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Writes are still being committed; a later server goes on with them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            journals.shutdownNow();
            workers.shutdownNow();
        }
    }
}
