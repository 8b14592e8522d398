package io.mastic.server.logs;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.jobs.RunStreams.RunStream;
import io.mastic.server.logs.LogGroups.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
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

    private final LogGroups groups;

    public LogOperations(LogGroups groups) {
        this.groups = groups;
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
        int limit = Optional.ofNullable(request.limit()).orElse(PAGE);
        var after = Optional.ofNullable(request.nextToken()).orElse("");
        var found = Arrays.stream(Group.values())
                .map(Group::groupName)
                .filter(name -> name.startsWith(prefix) && name.contains(part) && name.compareTo(after) > 0)
                .sorted()
                .toList();
        var page = found.subList(0, Math.min(limit, found.size()));
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.stream()
                        .map(name -> LogGroup.builder()
                                .logGroupName(name)
                                .arn(arn(call, name).get(0))
                                .creationTime(0L)
                                .build())
                        .toList())
                .nextToken(found.size() > limit ? page.get(limit - 1) : null)
                .build();
    }

    public DescribeLogStreamsResponse describeLogStreams(Call call, DescribeLogStreamsRequest request) {
        var group = groups.group(name(request.logGroupName(), request.logGroupIdentifier()));
        int limit = Optional.ofNullable(request.limit()).orElse(PAGE);
        var found = request.orderBy() == OrderBy.LAST_EVENT_TIME
                ? byTime(call, group, request, limit + 1)
                : byName(call, group, request, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.stream()
                        .flatMap(run -> request.logStreamNamePrefix() == null
                                ? Stream.of(run)
                                : groups.withInsights(group, run))
                        .map(run -> stream(call, group, run))
                        .toList())
                .nextToken(found.size() > limit ? page.get(limit - 1).id() : null)
                .build();
    }

    /** Streams are told apart by when their runs started, which orders them as their events do, nearly. */
    private List<RunStream> byTime(Call call, Group group, DescribeLogStreamsRequest request, int limit) {
        if (request.logStreamNamePrefix() != null) {
            throw LogErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        var last = Optional.ofNullable(request.nextToken())
                .map(id -> groups.streams().find(call, group.command(), id).orElseThrow(LogErrors::invalidToken));
        return Boolean.TRUE.equals(request.descending())
                ? groups.streams().byTimeDescending(call, group.command(), last, limit)
                : groups.streams().byTime(call, group.command(), last, limit);
    }

    private List<RunStream> byName(Call call, Group group, DescribeLogStreamsRequest request, int limit) {
        var prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
        var last = Optional.ofNullable(request.nextToken()).orElse("");
        return Boolean.TRUE.equals(request.descending())
                ? groups.streams().byIdDescending(call, group.command(), prefix, last, limit)
                : groups.streams().byId(call, group.command(), prefix, last, 0, limit);
    }

    private LogStream stream(Call call, Group group, RunStream run) {
        try {
            var last = groups.file(group, run).lastTime();
            return LogStream.builder()
                    .logStreamName(run.id())
                    .arn(arn(call, group.groupName()).get(0).replaceFirst("\\*$", "log-stream:" + run.id()))
                    .creationTime(run.started())
                    .firstEventTimestamp(last.isPresent() ? run.started() : null)
                    .lastEventTimestamp(last.orElse(null))
                    .lastIngestionTime(last.orElse(null))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GetLogEventsResponse getLogEvents(Call call, GetLogEventsRequest request) {
        var group = groups.group(name(request.logGroupName(), request.logGroupIdentifier()));
        var file = groups.file(group, groups.stream(call, group, request.logStreamName()));
        int limit = Optional.ofNullable(request.limit()).orElse(MOST_EVENTS);
        try {
            var position = Position.of(request, file.end());
            var lines =
                    position.forward() ? file.after(position.offset(), limit) : file.before(position.offset(), limit);
            long start = lines.isEmpty() ? position.offset() : lines.get(0).start();
            long end = lines.isEmpty()
                    ? position.offset()
                    : lines.get(lines.size() - 1).end();
            var range = new TimeRange(request.startTime(), request.endTime());
            return GetLogEventsResponse.builder()
                    .events(lines.stream()
                            .filter(line -> range.holds(line.time()))
                            .map(line -> OutputLogEvent.builder()
                                    .timestamp(line.time())
                                    .ingestionTime(line.time())
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

    /** Where a page of GetLogEvents begins, and whether it goes on or back from there. */
    private record Position(long offset, boolean forward) {
        private static final Pattern TOKEN = Pattern.compile("([fb])/(\\d{1,18})");

        static Position of(GetLogEventsRequest request, long end) {
            var token = request.nextToken();
            if (token == null) {
                var head = Boolean.TRUE.equals(request.startFromHead());
                return new Position(head ? 0 : end, head);
            }
            var parts = TOKEN.matcher(token);
            if (!parts.matches()) {
                throw LogErrors.invalidToken();
            }
            return new Position(
                    Math.min(Long.parseLong(parts.group(2)), end),
                    parts.group(1).equals("f"));
        }
    }

    public FilterLogEventsResponse filterLogEvents(Call call, FilterLogEventsRequest request) {
        var group = groups.group(name(request.logGroupName(), request.logGroupIdentifier()));
        try {
            return new LogSearch(groups, call, group, request).page();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
