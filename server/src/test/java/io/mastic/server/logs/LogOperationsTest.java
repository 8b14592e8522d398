package io.mastic.server.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.jobs.RunStreams;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Facts are those of https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html. */
@EachDatabase
class LogOperationsTest {
    private static final String OUTPUT = "/aws-glue/python-jobs/output";
    private static final long NOON = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    private final Database database = TestingDatabase.open();
    private long now = NOON;

    @AfterEach
    void close() {
        database.close();
    }

    private LogGroups groups() {
        var clock = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
        return new LogGroups(new RunStreams(database.jdbi()), new LocalLauncher(folder, folder), clock);
    }

    private LogOperations operations() {
        return new LogOperations(groups());
    }

    private static Call call() {
        var caller = new Caller("111122223333", "arn:aws:iam::111122223333:root", "111122223333", "AKIA1");
        return new Call(caller, "us-east-1", "request", Instant.ofEpochMilli(NOON), Map.of());
    }

    private void run(String id) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        """
                        insert into job_run (id, account_id, region, job_name, command, script, role_arn,
                            merged_arguments, doc, state, memory_mebibytes, cores, timeout_minutes, max_retries, epoch,
                            token_hash, started, modified)
                        values (?, '111122223333', 'us-east-1', 'job', 'pythonshell', '', '', '{}', '{}', 'RUNNING', 1,
                            1, 1, 0, 1, '', ?, ?)
                        """,
                        id,
                        now,
                        now));
    }

    private void complete(String id) {
        groups().note(id);
        database.jdbi().useHandle(handle -> handle.execute("update job_run set completed = ? where id = ?", now, id));
    }

    /** Text that the driver writes at a time, seen by the supervisor. */
    private void write(String id, long millis, String text) {
        append(id, text);
        now = NOON + millis;
        groups().note(id);
    }

    private void append(String id, String text) {
        try {
            var file = folder.resolve(id).resolve("output.log");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private GetLogEventsResponse get(String id, Consumer<GetLogEventsRequest.Builder> more) {
        var request = GetLogEventsRequest.builder().logGroupName(OUTPUT).logStreamName(id);
        more.accept(request);
        return operations().getLogEvents(call(), request.build());
    }

    private FilterLogEventsResponse filter(Consumer<FilterLogEventsRequest.Builder> more) {
        var request = FilterLogEventsRequest.builder().logGroupName(OUTPUT);
        more.accept(request);
        return operations().filterLogEvents(call(), request.build());
    }

    private List<String> filtered(Consumer<FilterLogEventsRequest.Builder> more) {
        return filter(more).events().stream().map(FilteredLogEvent::message).toList();
    }

    private static List<String> texts(GetLogEventsResponse page) {
        return page.events().stream().map(OutputLogEvent::message).toList();
    }

    private static List<String> lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 11})
    void pagesForwardMeetEveryLineOnceAndTheLastTokenStays(int size) {
        run("jr_a");
        write("jr_a", 0, String.join("\n", lines(10)) + "\n");
        var found = new ArrayList<String>();
        var page = get("jr_a", r -> r.startFromHead(true).limit(size));
        while (!page.events().isEmpty()) {
            found.addAll(texts(page));
            var token = page.nextForwardToken();
            page = get("jr_a", r -> r.nextToken(token).limit(size));
            if (page.events().isEmpty()) {
                assertThat(page.nextForwardToken()).isEqualTo(token);
            }
        }
        assertThat(found).isEqualTo(lines(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 11})
    void pagesBackwardMeetEveryLineOnceAndTheLastTokenStays(int size) {
        run("jr_a");
        write("jr_a", 0, String.join("\n", lines(10)) + "\n");
        var found = new ArrayList<String>();
        var page = get("jr_a", r -> r.limit(size));
        while (!page.events().isEmpty()) {
            found.addAll(0, texts(page));
            var token = page.nextBackwardToken();
            page = get("jr_a", r -> r.nextToken(token).limit(size));
            if (page.events().isEmpty()) {
                assertThat(page.nextBackwardToken()).isEqualTo(token);
            }
        }
        assertThat(found).isEqualTo(lines(10));
    }

    @Test
    void aTokenGoesOnWhereTheLogHasGrown() {
        run("jr_a");
        write("jr_a", 0, "one\n");
        var first = get("jr_a", r -> r.startFromHead(true));
        write("jr_a", 100, "two\nthr");
        var second = get("jr_a", r -> r.nextToken(first.nextForwardToken()));
        write("jr_a", 200, "ee\n");
        var third = get("jr_a", r -> r.nextToken(second.nextForwardToken()));
        assertThat(texts(second)).containsExactly("two");
        assertThat(texts(third)).containsExactly("three");
        assertThat(texts(get("jr_a", r -> r.nextToken(third.nextBackwardToken()))))
                .containsExactly("one", "two");
    }

    @Test
    void aLineIsShownOnceItsTimeIsKnownAndKeepsIt() {
        run("jr_a");
        write("jr_a", 100, "one\n");
        append("jr_a", "two\n");
        assertThat(texts(get("jr_a", r -> {}))).containsExactly("one");
        write("jr_a", 5_000, "");
        now = NOON + 9_000;
        assertThat(get("jr_a", r -> {}).events())
                .extracting(OutputLogEvent::timestamp)
                .containsExactly(NOON + 100, NOON + 5_000);
    }

    @Test
    void aLastLineWithoutItsEndIsShownOnceTheRunIsOver() {
        run("jr_a");
        write("jr_a", 0, "one\nlast");
        assertThat(texts(get("jr_a", r -> {}))).containsExactly("one");
        complete("jr_a");
        assertThat(texts(get("jr_a", r -> {}))).containsExactly("one", "last");
        assertThat(texts(get("jr_a", r -> r.startFromHead(true)))).containsExactly("one", "last");
        assertThat(filtered(r -> {})).containsExactly("one", "last");
    }

    @Test
    void aLineLongerThanAPartComesInPieces() {
        run("jr_a");
        var huge = "x".repeat(3 << 20);
        write("jr_a", 0, "first\n" + huge + "\nlast\n");
        var forward = new StringBuilder();
        var page = get("jr_a", r -> r.startFromHead(true));
        while (!page.events().isEmpty()) {
            texts(page).forEach(forward::append);
            var token = page.nextForwardToken();
            page = get("jr_a", r -> r.nextToken(token));
        }
        assertThat(forward.toString()).isEqualTo("first" + huge + "last");
        var backward = 0;
        page = get("jr_a", r -> {});
        while (!page.events().isEmpty()) {
            backward += texts(page).stream().mapToInt(String::length).sum();
            var token = page.nextBackwardToken();
            page = get("jr_a", r -> r.nextToken(token));
        }
        assertThat(backward).isEqualTo(forward.length());
    }

    @Test
    void aRangeOfTimeHoldsItsBeginningAndNotItsEnd() {
        run("jr_a");
        for (var i = 0; i < 5; i++) {
            write("jr_a", i * 100L, "line " + i + "\n");
        }
        var events = get("jr_a", r -> r.startTime(NOON + 100).endTime(NOON + 300));
        assertThat(texts(events)).containsExactly("line 1", "line 2");
        assertThat(filtered(r -> r.startTime(NOON + 100).endTime(NOON + 300))).containsExactly("line 1", "line 2");
        assertThat(filtered(r -> r.startTime(NOON + 400))).containsExactly("line 4");
        assertThat(filtered(r -> r.startTime(NOON + 401))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR | 1,3",
                "ERROR disk | 3",
                "\"ERROR disk\" | 3",
                "?disk ?started | 0,3",
                "ERROR -disk | 1",
                "error | ''",
                "'' | 0,1,2,3"
            })
    void patternsChooseLinesByTheirWords(String pattern, String chosen) {
        var all = List.of("started", "ERROR net", "WARN", "ERROR disk");
        run("jr_a");
        write("jr_a", 0, String.join("\n", all) + "\n");
        var wanted = chosen.isEmpty()
                ? List.<String>of()
                : List.of(chosen.split(",")).stream()
                        .map(i -> all.get(Integer.parseInt(i)))
                        .toList();
        assertThat(filtered(r -> r.filterPattern(pattern))).isEqualTo(wanted);
    }

    @Test
    void patternsOfStructureAreRefused() {
        assertInvalid(() -> filtered(r -> r.filterPattern("{ $.a = 1 }")), "InvalidParameterException");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30, 31, 100})
    void aSearchMeetsEveryLineOfEveryStreamOnce(int size) {
        for (var stream : List.of("jr_a", "jr_b", "jr_c")) {
            run(stream);
            write(stream, 0, String.join("\n", lines(10)) + "\n");
        }
        var ids = new ArrayList<String>();
        String token = null;
        do {
            var from = token;
            var page = filter(r -> r.limit(size).nextToken(from));
            page.events().forEach(event -> ids.add(event.eventId()));
            token = page.nextToken();
        } while (token != null);
        assertThat(ids).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void aSearchOfMuchThatDoesNotMatchGivesItsPagesBack() {
        run("jr_a");
        write("jr_a", 0, "nothing\n".repeat(450_000) + "found\n");
        var pages = 0;
        var found = new ArrayList<String>();
        String token = null;
        do {
            var from = token;
            var page = filter(r -> r.filterPattern("found").nextToken(from));
            page.events().forEach(event -> found.add(event.message()));
            token = page.nextToken();
            pages++;
        } while (token != null);
        assertThat(found).containsExactly("found");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aSearchIsOfTheStreamsItNames() {
        for (var stream : List.of("jr_a", "jr_b", "jr_ab")) {
            run(stream);
            write(stream, 0, stream + "\n");
        }
        assertThat(filtered(r -> r.logStreamNames("jr_b"))).containsExactly("jr_b");
        assertThat(filtered(r -> r.logStreamNamePrefix("jr_a"))).containsExactly("jr_a", "jr_ab");
        assertInvalid(() -> filter(r -> r.logStreamNames("jr_x")), "ResourceNotFoundException");
        assertInvalid(
                () -> filter(r -> r.logStreamNames("jr_a").logStreamNamePrefix("jr")), "InvalidParameterException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "f/", "f/-1", "g/1", "f/99999999999999999999"})
    void tokensOfNothingAreRefused(String token) {
        run("jr_a");
        assertInvalid(() -> get("jr_a", r -> r.nextToken(token)), "InvalidParameterException");
        if (!token.startsWith("f/-") && !token.startsWith("g")) {
            assertInvalid(() -> filter(r -> r.nextToken(token)), "InvalidParameterException");
        }
    }

    @Test
    void streamsOfOthersAndOfOtherGroupsAreNotThere() {
        run("jr_a");
        assertInvalid(
                () -> operations()
                        .getLogEvents(
                                call(),
                                GetLogEventsRequest.builder()
                                        .logGroupName("/aws-glue/jobs/output")
                                        .logStreamName("jr_a")
                                        .build()),
                "ResourceNotFoundException");
        assertInvalid(() -> get("../jr_a", r -> {}), "ResourceNotFoundException");
        assertInvalid(() -> filter(r -> r.logGroupName("/none")), "ResourceNotFoundException");
        assertThat(filter(r -> r.logGroupName(null)
                                .logGroupIdentifier("arn:aws:logs:us-east-1:111122223333:log-group:" + OUTPUT + ":*"))
                        .events())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LogStreamName,false", "LogStreamName,true", "LastEventTime,false", "LastEventTime,true"})
    void streamsAreListedPageByPageInBothOrders(String order, boolean descending) {
        var names = List.of("jr_d", "jr_a", "jr_c", "jr_b", "jr_e");
        for (var name : names) {
            now++;
            run(name);
        }
        var wanted = new ArrayList<>(names);
        if (order.equals("LogStreamName")) {
            Collections.sort(wanted);
        }
        if (descending) {
            Collections.reverse(wanted);
        }
        var found = new ArrayList<String>();
        String token = null;
        do {
            var page = operations()
                    .describeLogStreams(
                            call(),
                            DescribeLogStreamsRequest.builder()
                                    .logGroupName(OUTPUT)
                                    .orderBy(order)
                                    .descending(descending)
                                    .limit(2)
                                    .nextToken(token)
                                    .build());
            page.logStreams().stream().map(LogStream::logStreamName).forEach(found::add);
            token = page.nextToken();
        } while (token != null);
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void groupsAreListedPageByPage() {
        var found = new ArrayList<String>();
        String token = null;
        do {
            var page = operations()
                    .describeLogGroups(
                            call(),
                            DescribeLogGroupsRequest.builder()
                                    .logGroupNamePrefix("/aws-glue/")
                                    .limit(2)
                                    .nextToken(token)
                                    .build());
            page.logGroups().forEach(group -> found.add(group.logGroupName()));
            token = page.nextToken();
        } while (token != null);
        assertThat(found)
                .containsExactly(
                        "/aws-glue/jobs/error",
                        "/aws-glue/jobs/logs-v2",
                        "/aws-glue/jobs/output",
                        "/aws-glue/python-jobs/error",
                        "/aws-glue/python-jobs/output");
    }

    @Test
    void timesSurviveAServerThatDiedWhileItWroteOne() throws IOException {
        run("jr_a");
        write("jr_a", 100, "one\n");
        Files.write(folder.resolve("jr_a/output.log.times"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        write("jr_a", 200, "two\n");
        assertThat(get("jr_a", r -> {}).events())
                .extracting(OutputLogEvent::timestamp)
                .containsExactly(NOON + 100, NOON + 200);
    }
}
