package io.mastic.server.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.jobs.RunStreams;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.store.Database;
import io.mastic.server.store.TestingDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Runs whose drivers write what a test says, at the time that it says. */
abstract class LoggedRuns {
    static final String OUTPUT = "/aws-glue/python-jobs/output";
    static final long NOON = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    final Database database = TestingDatabase.open();
    long now = NOON;

    @AfterEach
    void close() {
        database.close();
    }

    LogGroups groups() {
        var clock = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
        return new LogGroups(new RunStreams(database.jdbi()), new LocalLauncher(folder, folder), clock);
    }

    LogOperations operations() {
        return new LogOperations(groups());
    }

    static Call call() {
        var caller = new Caller("111122223333", "arn:aws:iam::111122223333:root", "111122223333", "AKIA1");
        return new Call(caller, "us-east-1", "request", Instant.ofEpochMilli(NOON), Map.of());
    }

    void run(String id) {
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

    void complete(String id) {
        groups().note(id);
        database.jdbi().useHandle(handle -> handle.execute("update job_run set completed = ? where id = ?", now, id));
    }

    /** Text that the driver writes at a time, seen by the supervisor. */
    void write(String id, long millis, String text) {
        append(id, text);
        now = NOON + millis;
        groups().note(id);
    }

    void append(String id, String text) {
        try {
            var file = folder.resolve(id).resolve("output.log");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    GetLogEventsResponse get(String id, Consumer<GetLogEventsRequest.Builder> more) {
        var request = GetLogEventsRequest.builder().logGroupName(OUTPUT).logStreamName(id);
        more.accept(request);
        return operations().getLogEvents(call(), request.build());
    }

    FilterLogEventsResponse filter(Consumer<FilterLogEventsRequest.Builder> more) {
        var request = FilterLogEventsRequest.builder().logGroupName(OUTPUT);
        more.accept(request);
        return operations().filterLogEvents(call(), request.build());
    }

    List<String> filtered(Consumer<FilterLogEventsRequest.Builder> more) {
        return filter(more).events().stream().map(FilteredLogEvent::message).toList();
    }

    static List<String> texts(GetLogEventsResponse page) {
        return page.events().stream().map(OutputLogEvent::message).toList();
    }

    static List<String> lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
