package io.mastic.server.jobs;

import io.mastic.protocol.Call;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Runs as those see them who read their logs: by command, a page at a time. */
public final class RunStreams {
    private static final int LONGEST_NAME = 255;

    private final JobRunStore store;

    public RunStreams(Jdbi jdbi) {
        this.store = jdbi.onDemand(JobRunStore.class);
    }

    /**
     * A run of a log.
     *
     * @param started milliseconds since 1970
     * @param completed empty while the run lives
     */
    public record RunStream(
            String id, String accountId, String region, String command, long started, Optional<Long> completed) {}

    public Optional<RunStream> find(Call call, String command, String id) {
        return store.stream(id)
                .filter(run -> run.accountId().equals(call.accountId())
                        && run.region().equals(call.region())
                        && run.command().equals(command));
    }

    /**
     * By id.
     *
     * @param after the last one that was seen; empty for the first page
     * @param since leaves out the runs that ended before
     */
    public List<RunStream> byId(Call call, String command, String prefix, String after, long since, int limit) {
        return store.streamsById(call.accountId(), call.region(), command, pattern(prefix), after, since, limit);
    }

    public List<RunStream> byIdDescending(Call call, String command, String prefix, String before, int limit) {
        return store.streamsByIdDescending(call.accountId(), call.region(), command, pattern(prefix), before, limit);
    }

    public List<RunStream> byTime(Call call, String command, Optional<RunStream> after, int limit) {
        return store.streamsByTime(
                call.accountId(),
                call.region(),
                command,
                after.map(RunStream::started).orElse(-1L),
                after.map(RunStream::id).orElse(""),
                limit);
    }

    public List<RunStream> byTimeDescending(Call call, String command, Optional<RunStream> before, int limit) {
        return store.streamsByTimeDescending(
                call.accountId(),
                call.region(),
                command,
                before.map(RunStream::started).orElse(Long.MAX_VALUE),
                before.map(RunStream::id).orElse(""),
                limit);
    }

    private static String pattern(String prefix) {
        var shown = prefix.substring(0, Math.min(prefix.length(), LONGEST_NAME));
        return shown.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
