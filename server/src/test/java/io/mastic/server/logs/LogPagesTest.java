package io.mastic.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Pages of a stream. Facts are those of https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html. */
@EachDatabase
class LogPagesTest extends LoggedRuns {
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
