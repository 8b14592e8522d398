package io.mastic.runtime.bookmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.runtime.channel.RunChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * The bookmark of the run's job as it was when the run looked, and what the run's sources have read since. Nothing is
 * kept before {@link #commit}. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/monitor-continuations.html">AWS</a>
 */
public final class JobBookmark {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ROUTE = "bookmark";

    private final RunChannel channel;
    private final long epoch;
    private final boolean writes;
    private final Map<String, JsonNode> states;
    private final @Nullable Map<String, JsonNode> until;
    private int version;

    /** What a context has read in this run, which its next listing does not see before a commit. */
    private final Map<String, JsonNode> changed = new TreeMap<>();

    private JobBookmark(
            RunChannel channel, long epoch, boolean writes, StoredBookmark read, @Nullable StoredBookmark until) {
        this.channel = channel;
        this.epoch = epoch;
        this.writes = writes;
        this.states = read.states();
        this.version = read.version();
        this.until = until == null ? null : until.states();
    }

    /**
     * Reads the bookmark of the run's job.
     *
     * @param environment names the run, as its driver's does
     * @param option {@code job-bookmark-enable}, or {@code job-bookmark-pause}: nothing is kept
     * @param from a run of the job; what had been read up to its end is not read. With pause alone, and with {@code to}
     * @param to a run of the job; only what had been read up to its end is read
     * @throws io.mastic.runtime.channel.RunRefusedException if there is no such run, or this one is over
     */
    public static JobBookmark open(
            Map<String, String> environment, String option, @Nullable String from, @Nullable String to)
            throws InterruptedException {
        if ((from == null) != (to == null)) {
            throw new IllegalArgumentException("--job-bookmark-from and --job-bookmark-to need each other");
        }
        boolean pause = option.equals("job-bookmark-pause");
        if (!pause && !option.equals("job-bookmark-enable")) {
            throw new IllegalArgumentException(
                    "--job-bookmark-option is " + option + ": it is job-bookmark-enable or job-bookmark-pause");
        }
        if (from != null && !pause) {
            throw new IllegalArgumentException("--job-bookmark-from and --job-bookmark-to need job-bookmark-pause");
        }
        RunChannel channel = RunChannel.of(environment);
        long epoch = Long.parseLong(environment.getOrDefault("MASTIC_RUN_EPOCH", "0"));
        StoredBookmark read = read(channel, from == null ? ROUTE : ROUTE + "/" + from);
        return new JobBookmark(channel, epoch, !pause, read, to == null ? null : read(channel, ROUTE + "/" + to));
    }

    private static StoredBookmark read(RunChannel channel, String route) throws InterruptedException {
        try {
            return MAPPER.readValue(channel.get(route), StoredBookmark.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a source of files reads.
     *
     * @param context its {@code transformation_ctx}; without one it has no bookmark
     */
    public synchronized FileBookmark files(String context) {
        if (context.isEmpty()) {
            return FileBookmark.none();
        }
        Predicate<FileStatus> wanted = until == null ? file -> true : filesRead(until, context)::contains;
        long looked = System.currentTimeMillis();
        return new FileBookmark.Since(filesRead(states, context), wanted, looked, after -> change(context, after));
    }

    private static FilesRead filesRead(Map<String, JsonNode> states, String context) {
        JsonNode state = states.get(context);
        try {
            return state == null ? FilesRead.NOTHING : MAPPER.treeToValue(state, FilesRead.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    ("The bookmark of transformation_ctx '%s' is not one of files: reset the job's bookmark, or give the"
                                    + " source another transformation_ctx")
                            .formatted(context),
                    e);
        }
    }

    private synchronized void change(String context, FilesRead after) {
        changed.put(context, MAPPER.valueToTree(after));
    }

    /**
     * Keeps what all sources have read, in one step, unless the bookmark is paused. Later listings go on from there.
     *
     * @throws io.mastic.runtime.channel.RunRefusedException {@code VersionMismatchException} when another run has
     *     committed since, or the bookmark was reset; nothing is kept
     */
    public synchronized void commit() throws InterruptedException {
        if (!writes) {
            return;
        }
        Map<String, JsonNode> next = new TreeMap<>(states);
        next.putAll(changed);
        var body = MAPPER.createObjectNode().put("epoch", epoch).put("version", version);
        body.set("states", MAPPER.valueToTree(next));
        try {
            version = MAPPER.readTree(channel.post(ROUTE, MAPPER.writeValueAsBytes(body)))
                    .path("version")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        states.putAll(changed);
        changed.clear();
    }
}
