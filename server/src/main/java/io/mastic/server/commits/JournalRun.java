package io.mastic.server.commits;

import io.mastic.model.run.CommitJournal;
import io.mastic.model.run.CommitJournal.Upload;
import io.mastic.model.run.CommitStatus;
import io.mastic.protocol.ServiceException;
import io.mastic.server.objects.RoleObjects;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one journal. Doing it again, whole or in part, changes nothing. */
final class JournalRun {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRun.class);
    private static final int ATTEMPTS = 3;

    private final CommitJournal journal;
    private final ExecutorService workers;
    private final AtomicInteger done = new AtomicInteger();
    private final CompletableFuture<CommitStatus> end = new CompletableFuture<>();

    JournalRun(CommitJournal journal, ExecutorService workers) {
        this.journal = journal;
        this.workers = workers;
    }

    CommitJournal journal() {
        return journal;
    }

    /** Completed by who calls {@link #carryOut}, once the end is durable. */
    CompletableFuture<CommitStatus> end() {
        return end;
    }

    CommitStatus status() {
        return CommitStatus.pending(done.get(), journal.size());
    }

    CommitStatus failed(RuntimeException reason) {
        var message = reason instanceof ServiceException refused
                ? refused.code() + ": " + refused.message()
                : reason.toString();
        return CommitStatus.failed(done.get(), journal.size(), message);
    }

    /**
     * Returns when all is done. What the role may not do is known before anything is done.
     *
     * @throws ServiceException if a step is refused, or fails again and again
     */
    void carryOut(RoleObjects objects) throws InterruptedException {
        journal.uploads().forEach(upload -> objects.requireWritable(upload.bucket(), upload.key()));
        journal.folders().forEach(folder -> objects.requireWritable(folder.bucket(), folder.key()));
        journal.replaced().forEach(old -> objects.requireDeletable(old.bucket(), old.key()));
        all(journal.uploads().stream()
                .map(upload -> step(() -> complete(objects, upload)))
                .toList());
        all(journal.replaced().stream()
                .map(old -> step(() -> objects.delete(old.bucket(), old.key())))
                .toList());
        // Last, for the store removes a folder with the last object in it.
        all(journal.folders().stream()
                .map(folder -> step(() -> objects.putFolder(folder.bucket(), folder.key())))
                .toList());
    }

    private static void complete(RoleObjects objects, Upload upload) {
        try {
            objects.complete(upload.bucket(), upload.key(), upload.uploadId(), upload.etags());
        } catch (ServiceException e) {
            // An earlier attempt may have completed it and died before it said so.
            if (!PartTags.etag(upload.etags()).equals(objects.etag(upload.bucket(), upload.key()))) {
                throw e;
            }
            objects.tidy(upload.bucket(), upload.key(), upload.uploadId());
        }
    }

    private Callable<Integer> step(Runnable action) {
        return () -> {
            for (var attempt = 1; ; attempt++) {
                try {
                    action.run();
                    return done.incrementAndGet();
                } catch (RuntimeException e) {
                    if (attempt == ATTEMPTS || isFinal(e)) {
                        throw e;
                    }
                    LOG.warn("A step of the write {} failed; trying again", journal.writeId(), e);
                }
            }
        };
    }

    private static boolean isFinal(RuntimeException e) {
        return e instanceof ServiceException refused && refused.status() < 500;
    }

    /** Waits for every step, also after one has failed, so that nothing changes any more once this returns. */
    private void all(List<Callable<Integer>> steps) throws InterruptedException {
        for (Future<Integer> step : workers.invokeAll(steps)) {
            try {
                step.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof ServiceException refused
                        ? refused
                        : new ServiceException("InternalError", 500, String.valueOf(e.getCause()));
            }
        }
    }
}
