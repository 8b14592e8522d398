package io.mastic.server.bookmarks;

import io.mastic.protocol.Call;
import io.mastic.server.store.StoreErrors;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The bookmarks of jobs. A commit counts whole or not at all, and once; bookmarks end with their jobs. Thread-safe. */
public final class JobBookmarks {
    /** Earlier versions to rewind to. */
    private static final int KEPT = 1_000;

    private static final Pattern ATTEMPT = Pattern.compile(".*_attempt_(\\d{1,6})");

    private final BookmarkStore store;

    public JobBookmarks(Jdbi jdbi) {
        this.store = jdbi.onDemand(BookmarkStore.class);
    }

    /** A job in an account and Region. */
    public record JobKey(String accountId, String region, String name) {
        static JobKey of(Call call, String name) {
            return new JobKey(call.accountId(), call.region(), name);
        }
    }

    /** The newest; version 0 without states before the first commit. */
    Bookmark newest(JobKey job) {
        return store.newest(job.accountId(), job.region(), job.name())
                .map(BookmarkConverter::ofRow)
                .orElse(Bookmark.none(job.name()));
    }

    Bookmark get(JobKey job, Optional<String> run) {
        if (run.isPresent()) {
            return ofRun(job, run.orElseThrow());
        }
        var newest = newest(job);
        if (newest.version() == 0) {
            throw BookmarkErrors.notFound(job.name());
        }
        return newest;
    }

    private Bookmark ofRun(JobKey job, String run) {
        return store.ofRun(job.accountId(), job.region(), job.name(), run)
                .map(BookmarkConverter::ofRow)
                .orElseThrow(() -> BookmarkErrors.notFound(job.name(), run));
    }

    /**
     * What the job had read when a run of it ended, whether or not that run committed; no states before the first
     * commit.
     */
    Bookmark upTo(JobKey job, String run) {
        if (!store.isRun(job.accountId(), job.region(), job.name(), run)) {
            throw BookmarkErrors.noRun(job.name(), run);
        }
        return store.upTo(job.accountId(), job.region(), job.name(), run)
                .map(BookmarkConverter::ofRow)
                .orElse(Bookmark.none(job.name()));
    }

    /**
     * Replaces all states of a job's bookmark. The same again, as from a driver that missed the answer, is taken as
     * done.
     *
     * @param expected the version that the run has read
     * @param states JSON by {@code transformation_ctx}
     * @return the new version
     * @throws io.mastic.protocol.ServiceException {@code VersionMismatchException} if it is not the newest any more
     */
    int commit(JobKey job, String run, int expected, Map<String, String> states) {
        var current = newest(job);
        if (current.isCommit(run, expected, states)) {
            return current.version();
        }
        if (current.version() != expected) {
            throw BookmarkErrors.versionMismatch(job.name(), expected);
        }
        var attempt = ATTEMPT.matcher(run);
        var next = current.committed(run, attempt.matches() ? Integer.parseInt(attempt.group(1)) : 0, states);
        insert(job, next);
        store.deleteBefore(job.accountId(), job.region(), job.name(), next.version() - KEPT);
        return next.version();
    }

    private void insert(JobKey job, Bookmark next) {
        try {
            if (store.insert(BookmarkConverter.toRow(job.accountId(), job.region(), next)) == 0) {
                throw BookmarkErrors.versionMismatch(job.name(), next.version() - 1);
            }
        } catch (UnableToExecuteStatementException e) {
            throw StoreErrors.isParentMissing(e) ? BookmarkErrors.notFound(job.name()) : e;
        }
    }

    /** Forgets all that the job has read; a run that goes on cannot commit. */
    Bookmark reset(JobKey job) {
        var next = get(job, Optional.empty()).reset();
        insert(job, next);
        store.deleteBefore(job.accountId(), job.region(), job.name(), next.version());
        return next;
    }

    /** Goes back to what a run has committed: what came after it is read again, that run's own input is not. */
    Bookmark rewind(JobKey job, String run) {
        var next = newest(job).rewound(ofRun(job, run));
        insert(job, next);
        return next;
    }
}
