package io.mastic.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/** Groups and streams. Facts are those of https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html. */
@EachDatabase
class LogGroupsTest extends LoggedRuns {
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
}
