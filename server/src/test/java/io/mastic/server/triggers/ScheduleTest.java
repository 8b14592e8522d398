package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions and their meaning as https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html. */
class ScheduleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # AWS: at 10:00 a.m. UTC every day
            cron(0 10 * * ? *)         | 2026-11-24T10:00:00Z | 2026-11-25T10:00:00Z | 2026-11-26T10:00:00Z
            # AWS: at 12:15 p.m. UTC every day
            cron(15 12 * * ? *)        | 2026-11-24T12:00:00Z | 2026-11-24T12:15:00Z | 2026-11-25T12:15:00Z
            # AWS: at 6:00 p.m. UTC every Monday through Friday
            cron(0 18 ? * MON-FRI *)   | 2026-11-27T17:59:59Z | 2026-11-27T18:00:00Z | 2026-11-30T18:00:00Z
            # AWS: at 8:00 a.m. UTC every first day of the month
            cron(0 8 1 * ? *)          | 2026-11-24T12:00:00Z | 2026-12-01T08:00:00Z | 2027-01-01T08:00:00Z
            # AWS: every 15 minutes
            cron(0/15 * * * ? *)       | 2026-11-24T12:07:00Z | 2026-11-24T12:15:00Z | 2026-11-24T12:30:00Z
            # AWS: every 10 minutes Monday through Friday
            cron(0/10 * ? * MON-FRI *) | 2026-11-27T23:50:00Z | 2026-11-30T00:00:00Z | 2026-11-30T00:10:00Z
            # AWS: every 5 minutes Monday through Friday between 8:00 a.m. and 5:55 p.m.
            cron(0/5 8-17 ? * MON-FRI *) | 2026-11-24T17:50:00Z | 2026-11-24T17:55:00Z | 2026-11-25T08:00:00Z
            # days of the week are 1-7 = SUN-SAT: 2 is Monday
            cron(0 0 ? * 2 *)          | 2026-11-24T12:00:00Z | 2026-11-30T00:00:00Z | 2026-12-07T00:00:00Z
            cron(0 0 ? * 1 *)          | 2026-11-24T12:00:00Z | 2026-11-29T00:00:00Z | 2026-12-06T00:00:00Z
            cron(0 0 ? * SAT,SUN *)    | 2026-11-24T12:00:00Z | 2026-11-28T00:00:00Z | 2026-11-29T00:00:00Z
            # the last day of the month, and the last Friday
            cron(0 0 L * ? *)          | 2028-01-31T12:00:00Z | 2028-02-29T00:00:00Z | 2028-03-31T00:00:00Z
            cron(0 0 ? * 6L *)         | 2026-11-24T12:00:00Z | 2026-11-27T00:00:00Z | 2026-12-25T00:00:00Z
            # the weekday nearest to the 15th: 15 November 2026 is a Sunday
            cron(0 0 15W * ? *)        | 2026-11-01T00:00:00Z | 2026-11-16T00:00:00Z | 2026-12-15T00:00:00Z
            # the second Tuesday
            cron(0 0 ? * 3#2 *)        | 2026-11-24T12:00:00Z | 2026-12-08T00:00:00Z | 2027-01-12T00:00:00Z
            # names of months, steps and a year
            cron(30 6 1 JAN,JUL ? *)   | 2026-11-24T12:00:00Z | 2027-01-01T06:30:00Z | 2027-07-01T06:30:00Z
            cron(0 0/6 * * ? 2027)     | 2026-11-24T12:00:00Z | 2027-01-01T00:00:00Z | 2027-01-01T06:00:00Z
            """)
    void nextTimesAreAsDocumented(String expression, Instant from, Instant first, Instant second) {
        var schedule = Schedule.parse(expression);

        assertThat(schedule.next(from)).contains(first);
        assertThat(schedule.next(first)).contains(second);
    }

    @Test
    void timesThatArePastDoNotComeAgain() {
        assertThat(Schedule.parse("cron(0 0 1 1 ? 2020)").next(Instant.parse("2026-11-24T12:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "every day",
                "rate(5 minutes)",
                "0 10 * * ? *",
                "cron(0 10 * * ?)",
                "cron(0 10 * * ? * *)",
                "cron(60 10 * * ? *)",
                "cron(0 24 * * ? *)",
                "cron(0 10 32 * ? *)",
                "cron(0 10 ? 13 MON *)",
                "cron(0 10 ? * 8 *)",
                "cron(0 10 ? * 0 *)",
                "cron(0 10 * * * *)",
                "cron(0 10 ? * ? *)",
                "cron(0 10 * * ? 1969)",
                "cron(0 10 * * ? 2200)",
                "cron(0 10 * * ? *) and more",
                "cron(? 10 * * ? *)",
                "cron(a b c d e f)"
            })
    void whatIsNoExpressionIsRefusedByItsText(String expression) {
        assertThatThrownBy(() -> Schedule.parse(expression))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("InvalidInputException"))
                .hasMessageContaining("'" + expression + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(* * * * ? *)",
                "cron(0/4 10 * * ? *)",
                "cron(0,3 10 ? * MON *)",
                "cron(10-12 10 * * ? *)",
                "cron(2,58 * * * ? *)",
                "cron(2,58 10-11 * * ? *)",
                "cron(1,57 0,23 * * ? *)"
            })
    void timesWithinFiveMinutesAreTooOften(String expression) {
        var schedule = Schedule.parse(expression);

        assertThatThrownBy(() -> schedule.requireApart(5)).hasMessageContaining("more often than every 5 minutes");
        assertThatCode(() -> schedule.requireApart(1)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cron(0/5 * * * ? *)", "cron(2,58 10,12 * * ? *)", "cron(0 0 1 1 ? *)", "cron(3,58 * * * ? *)"})
    void timesFiveMinutesApartAreAllowed(String expression) {
        assertThatCode(() -> Schedule.parse(expression).requireApart(5)).doesNotThrowAnyException();
    }

    @Test
    void aYearOfASchedulesTimesLiesInOrder() {
        var schedule = Schedule.parse("cron(0 12 L * ? *)");
        List<Instant> times = new ArrayList<>();
        var last = Instant.parse("2027-01-01T00:00:00Z");
        for (int i = 0; i < 12; i++) {
            last = schedule.next(last).orElseThrow();
            times.add(last);
        }

        assertThat(times).isSorted().doesNotHaveDuplicates();
        assertThat(times.get(11)).isEqualTo(Instant.parse("2027-12-31T12:00:00Z"));
    }
}
