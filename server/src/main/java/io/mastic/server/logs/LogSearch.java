package io.mastic.server.logs;

import io.mastic.protocol.Call;
import io.mastic.server.jobs.RunStreams.RunStream;
import io.mastic.server.logs.LogFile.Line;
import io.mastic.server.logs.LogGroups.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** One page of FilterLogEvents: stream after stream, until the page is full or enough was looked through. */
final class LogSearch {
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_CHARACTERS = 1 << 20;
    /** A filter that matches little gives its page back after so many lines, with a token to go on. */
    private static final int MOST_SCANNED = 200_000;
    /** What opening a stream costs, in lines. */
    private static final int STREAM_COST = 100;

    private static final int STREAMS = 50;

    private final LogGroups groups;
    private final Call call;
    private final Group group;
    private final FilterLogEventsRequest request;
    private final Predicate<String> matches;
    private final TimeRange range;
    private final int limit;
    private final List<FilteredLogEvent> events = new ArrayList<>();
    private int characters;
    private int scanned;

    LogSearch(LogGroups groups, Call call, Group group, FilterLogEventsRequest request) {
        if (request.hasLogStreamNames() && request.logStreamNamePrefix() != null) {
            throw LogErrors.invalid("Cannot use both logStreamNames and logStreamNamePrefix.");
        }
        this.groups = groups;
        this.call = call;
        this.group = group;
        this.request = request;
        this.matches =
                FilterPattern.of(Optional.ofNullable(request.filterPattern()).orElse(""));
        this.range = new TimeRange(request.startTime(), request.endTime());
        this.limit = Optional.ofNullable(request.limit()).orElse(MOST_EVENTS);
    }

    FilterLogEventsResponse page() throws IOException {
        var mark = Mark.of(request.nextToken());
        if (mark.isPresent()) {
            var run = groups.stream(call, group, mark.get().stream());
            var rest = search(run, mark.get().offset());
            if (rest.isPresent()) {
                return answer(rest.get().token());
            }
        }
        var after = mark.map(Mark::stream).orElse("");
        for (var runs = streams(after); !runs.isEmpty(); runs = streams(after)) {
            for (var run : runs) {
                var rest = search(run, 0);
                if (rest.isPresent()) {
                    return answer(rest.get().token());
                }
                after = run.id();
            }
        }
        return answer(null);
    }

    private List<RunStream> streams(String after) {
        if (request.hasLogStreamNames()) {
            return request.logStreamNames().stream()
                    .map(name -> groups.stream(call, group, name))
                    .filter(run -> run.id().compareTo(after) > 0)
                    .sorted(Comparator.comparing(RunStream::id))
                    .distinct()
                    .toList();
        }
        var prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
        // What ended before the range began holds nothing of it.
        long since = Optional.ofNullable(request.startTime()).orElse(0L);
        return groups.streams().byId(call, group.command(), prefix, after, since, STREAMS);
    }

    /** @return where the page ended inside this stream; empty if the stream is through */
    private Optional<Mark> search(RunStream run, long from) throws IOException {
        var file = groups.file(group, run);
        long offset = request.startTime() == null ? from : Math.max(from, file.offsetOf(request.startTime()));
        if (isFull()) {
            return Optional.of(new Mark(run.id(), offset));
        }
        scanned += STREAM_COST;
        for (var lines = file.after(offset, MOST_EVENTS); !lines.isEmpty(); lines = file.after(offset, MOST_EVENTS)) {
            for (var line : lines) {
                if (isFull()) {
                    return Optional.of(new Mark(run.id(), offset));
                }
                offset = line.end();
                look(run, line);
            }
        }
        return Optional.empty();
    }

    private boolean isFull() {
        return events.size() >= limit || characters >= MOST_CHARACTERS || scanned >= MOST_SCANNED;
    }

    private void look(RunStream run, Line line) {
        scanned++;
        if (range.holds(line.time()) && matches.test(line.text())) {
            characters += line.text().length();
            events.add(FilteredLogEvent.builder()
                    .logStreamName(run.id())
                    .timestamp(line.time())
                    .ingestionTime(line.time())
                    .message(line.text())
                    .eventId(run.id() + "/" + line.start())
                    .build());
        }
    }

    private FilterLogEventsResponse answer(@Nullable String token) {
        events.sort(Comparator.comparing(FilteredLogEvent::timestamp));
        return FilterLogEventsResponse.builder()
                .events(events)
                .searchedLogStreams(List.of())
                .nextToken(token)
                .build();
    }

    /** Where a search goes on: a stream and an offset in it. */
    private record Mark(String stream, long offset) {
        private static final Pattern TOKEN = Pattern.compile("(.+)/(\\d{1,18})");

        String token() {
            return stream + "/" + offset;
        }

        static Optional<Mark> of(@Nullable String token) {
            if (token == null) {
                return Optional.empty();
            }
            var parts = TOKEN.matcher(token);
            if (!parts.matches()) {
                throw LogErrors.invalidToken();
            }
            return Optional.of(new Mark(parts.group(1), Long.parseLong(parts.group(2))));
        }
    }
}
