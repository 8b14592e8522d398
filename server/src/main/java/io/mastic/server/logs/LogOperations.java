package io.mastic.server.logs;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.logs.LogFile.Line;
import io.mastic.server.logs.LogGroups.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** CloudWatch Logs' operations that read. */
public final class LogOperations {
    private static final int MOST_EVENTS = 10_000;
    private static final int PAGE = 50;
    /** A filter that matches little gives its page back after so many lines, with a token to go on. */
    private static final int MOST_SCANNED = 200_000;

    private final LogGroups groups;
    private final Clock clock;

    public LogOperations(LogGroups groups, Clock clock) {
        this.groups = groups;
        this.clock = clock;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.LOGS)
                .serve(
                        "DescribeLogGroups",
                        DescribeLogGroupsRequest.class,
                        this::describeLogGroups,
                        (call, request) -> arn(call, "*"))
                .serve(
                        "DescribeLogStreams",
                        DescribeLogStreamsRequest.class,
                        this::describeLogStreams,
                        (call, request) -> arn(call, name(request.logGroupName(), request.logGroupIdentifier())))
                .serve(
                        "GetLogEvents",
                        GetLogEventsRequest.class,
                        this::getLogEvents,
                        (call, request) -> List.of(arn(call, name(request.logGroupName(), request.logGroupIdentifier()))
                                .get(0)
                                .replaceFirst("\\*$", "log-stream:" + request.logStreamName())))
                .serve(
                        "FilterLogEvents",
                        FilterLogEventsRequest.class,
                        this::filterLogEvents,
                        (call, request) -> arn(call, name(request.logGroupName(), request.logGroupIdentifier())))
                .build();
    }

    private static List<String> arn(Call call, String group) {
        return List.of("arn:aws:logs:" + call.region() + ":" + call.accountId() + ":log-group:" + group + ":*");
    }

    /** A group may be given by name, or as an identifier that is its name or its ARN. */
    private static String name(@Nullable String name, @Nullable String identifier) {
        if (name != null) {
            return name;
        }
        var given = Optional.ofNullable(identifier).orElse("");
        return given.startsWith("arn:")
                ? given.replaceFirst(".*:log-group:", "").replaceFirst(":\\*$", "")
                : given;
    }

    public DescribeLogGroupsResponse describeLogGroups(Call call, DescribeLogGroupsRequest request) {
        var prefix = Optional.ofNullable(request.logGroupNamePrefix()).orElse("");
        var part = Optional.ofNullable(request.logGroupNamePattern()).orElse("");
        var found = Arrays.stream(Group.values())
                .map(Group::groupName)
                .filter(name -> name.startsWith(prefix) && name.contains(part))
                .sorted()
                .map(name -> LogGroup.builder()
                        .logGroupName(name)
                        .arn(arn(call, name).get(0))
                        .creationTime(0L)
                        .build())
                .toList();
        return DescribeLogGroupsResponse.builder().logGroups(found).build();
    }

    public DescribeLogStreamsResponse describeLogStreams(Call call, DescribeLogStreamsRequest request) {
        var group = groups.group(name(request.logGroupName(), request.logGroupIdentifier()));
        var prefix = Optional.ofNullable(request.logStreamNamePrefix());
        int limit = Optional.ofNullable(request.limit()).orElse(PAGE);
        var byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        if (byTime && prefix.isPresent()) {
            throw LogErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        var all = new ArrayList<>(groups.streams(call, group, prefix, "", Integer.MAX_VALUE));
        if (byTime) {
            all.sort(Comparator.comparing(JobRunRow::started));
        }
        if (Boolean.TRUE.equals(request.descending())) {
            Collections.reverse(all);
        }
        int from = offset(request.nextToken());
        var page = all.subList(Math.min(from, all.size()), Math.min(from + limit, all.size()));
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.stream().map(run -> stream(call, group, run)).toList())
                .nextToken(from + limit < all.size() ? Integer.toString(from + limit) : null)
                .build();
    }

    private static int offset(@Nullable String token) {
        try {
            return token == null ? 0 : Integer.parseUnsignedInt(token);
        } catch (NumberFormatException e) {
            throw LogErrors.invalid("The specified nextToken is invalid.");
        }
    }

    private static LogStream stream(Call call, Group group, JobRunRow run) {
        return LogStream.builder()
                .logStreamName(run.id())
                .arn(arn(call, group.groupName()).get(0).replaceFirst("\\*$", "log-stream:" + run.id()))
                .creationTime(run.started())
                .firstEventTimestamp(run.started())
                .lastEventTimestamp(run.modified())
                .lastIngestionTime(run.modified())
                .build();
    }

    public GetLogEventsResponse getLogEvents(Call call, GetLogEventsRequest request) {
        var group = groups.group(name(request.logGroupName(), request.logGroupIdentifier()));
        var file = groups.stream(call, group, request.logStreamName());
        int limit = Optional.ofNullable(request.limit()).orElse(MOST_EVENTS);
        try {
            var position = Position.of(request, file.size());
            var lines =
                    position.forward() ? file.after(position.offset(), limit) : file.before(position.offset(), limit);
            long start = lines.isEmpty() ? position.offset() : lines.get(0).start();
            long end = lines.isEmpty()
                    ? position.offset()
                    : lines.get(lines.size() - 1).end();
            var times = file.noteTimes(clock.millis());
            var range = new Range(request.startTime(), request.endTime());
            return GetLogEventsResponse.builder()
                    .events(lines.stream()
                            .filter(line -> range.holds(time(times, line)))
                            .map(line -> OutputLogEvent.builder()
                                    .timestamp(time(times, line))
                                    .ingestionTime(time(times, line))
                                    .message(line.text())
                                    .build())
                            .toList())
                    .nextForwardToken("f/" + end)
                    .nextBackwardToken("b/" + start)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long time(NavigableMap<Long, Long> times, Line line) {
        return times.ceilingEntry(line.end()).getValue();
    }

    /** Milliseconds since 1970; the end does not belong to it. */
    private record Range(@Nullable Long start, @Nullable Long end) {
        boolean holds(long time) {
            return (start == null || time >= start) && (end == null || time < end);
        }
    }

    /** Where a page of GetLogEvents begins, and whether it goes on or back from there. */
    private record Position(long offset, boolean forward) {
        static Position of(GetLogEventsRequest request, long size) {
            var token = request.nextToken();
            if (token == null) {
                var head = Boolean.TRUE.equals(request.startFromHead());
                return new Position(head ? 0 : size, head);
            }
            try {
                var offset = Long.parseUnsignedLong(token.substring(Math.min(2, token.length())));
                if (token.startsWith("f/") || token.startsWith("b/")) {
                    return new Position(Math.min(offset, size), token.startsWith("f/"));
                }
            } catch (NumberFormatException e) {
                throw LogErrors.invalid("The specified nextToken is invalid.");
            }
            throw LogErrors.invalid("The specified nextToken is invalid.");
        }
    }

    public FilterLogEventsResponse filterLogEvents(Call call, FilterLogEventsRequest request) {
        var group = groups.group(name(request.logGroupName(), request.logGroupIdentifier()));
        var matches =
                FilterPattern.of(Optional.ofNullable(request.filterPattern()).orElse(""));
        var range = new Range(request.startTime(), request.endTime());
        int limit = Optional.ofNullable(request.limit()).orElse(MOST_EVENTS);
        var at = Mark.of(request.nextToken());
        var events = new ArrayList<FilteredLogEvent>();
        int scanned = 0;
        for (var run : chosen(call, group, request, at.stream())) {
            long offset = run.id().equals(at.stream()) ? at.offset() : 0;
            try {
                var file = groups.file(group, run);
                var times = file.noteTimes(clock.millis());
                for (var lines = file.after(offset, limit); !lines.isEmpty(); lines = file.after(offset, limit)) {
                    for (var line : lines) {
                        if (events.size() >= limit || scanned >= MOST_SCANNED) {
                            return answer(events, new Mark(run.id(), offset).token());
                        }
                        scanned++;
                        offset = line.end();
                        if (range.holds(time(times, line)) && matches.test(line.text())) {
                            events.add(event(run, line, time(times, line)));
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return answer(events, null);
    }

    private List<JobRunRow> chosen(Call call, Group group, FilterLogEventsRequest request, String from) {
        var prefix = Optional.ofNullable(request.logStreamNamePrefix());
        var names = request.hasLogStreamNames() ? request.logStreamNames() : List.<String>of();
        names.forEach(name -> groups.stream(call, group, name));
        return groups.streams(call, group, prefix, "", Integer.MAX_VALUE).stream()
                .filter(run -> run.id().compareTo(from) >= 0 && (names.isEmpty() || names.contains(run.id())))
                // What ended before the range began holds nothing of it.
                .filter(run ->
                        request.startTime() == null || run.state().isLive() || run.modified() >= request.startTime())
                .toList();
    }

    private static FilteredLogEvent event(JobRunRow run, Line line, long time) {
        return FilteredLogEvent.builder()
                .logStreamName(run.id())
                .timestamp(time)
                .ingestionTime(time)
                .message(line.text())
                .eventId(run.id() + "/" + line.start())
                .build();
    }

    private static FilterLogEventsResponse answer(List<FilteredLogEvent> events, @Nullable String token) {
        events.sort(Comparator.comparing(FilteredLogEvent::timestamp));
        return FilterLogEventsResponse.builder()
                .events(events)
                .searchedLogStreams(List.of())
                .nextToken(token)
                .build();
    }

    /** Where a search goes on: a stream and an offset in it. */
    private record Mark(String stream, long offset) {
        String token() {
            return stream + "/" + offset;
        }

        static Mark of(@Nullable String token) {
            if (token == null) {
                return new Mark("", 0);
            }
            var parts = token.split("/", 2);
            try {
                return new Mark(parts[0], Long.parseUnsignedLong(parts[parts.length - 1]));
            } catch (NumberFormatException e) {
                throw LogErrors.invalid("The specified nextToken is invalid.");
            }
        }
    }
}
