package io.mastic.server.triggers;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronConstraint;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.QuestionMark;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS's {@code cron(Minutes Hours Day-of-month Month Day-of-week Year)}, in UTC.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html">AWS</a>
 */
final class Schedule {
    private static final Pattern FORM = Pattern.compile("cron\\(\\s*(.*?)\\s*\\)", Pattern.DOTALL);
    private static final CronParser PARSER = new CronParser(definition());
    private static final ZonedDateTime MIDNIGHT = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final int HOUR = 60;

    private final String expression;
    private final ExecutionTime times;
    private final String minutes;
    private final String hours;

    private Schedule(String expression, ExecutionTime times, String minutes, String hours) {
        this.expression = expression;
        this.times = times;
        this.minutes = minutes;
        this.hours = hours;
    }

    private static CronDefinition definition() {
        return CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withStrictRange()
                .and()
                .withHours()
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .and()
                .withMonth()
                .and()
                .withDayOfWeek()
                .withValidRange(1, 7)
                .withMondayDoWValue(2)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .and()
                .withYear()
                .withValidRange(1970, 2199)
                .withStrictRange()
                .and()
                .withCronValidation(oneQuestionMark())
                .instance();
    }

    private static CronConstraint oneQuestionMark() {
        return new CronConstraint("either Day-of-month or Day-of-week must be '?', and only one of them") {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean validate(Cron cron) {
                return isOpen(cron, CronFieldName.DAY_OF_MONTH) != isOpen(cron, CronFieldName.DAY_OF_WEEK);
            }
        };
    }

    private static boolean isOpen(Cron cron, CronFieldName field) {
        return cron.retrieve(field).getExpression() instanceof QuestionMark;
    }

    /** @throws io.mastic.protocol.ServiceException if it is none of AWS's expressions */
    static Schedule parse(String expression) {
        var fields = fields(expression);
        try {
            var cron = PARSER.parse(String.join(" ", fields));
            return new Schedule(expression, ExecutionTime.forCron(cron), fields.get(0), fields.get(1));
        } catch (IllegalArgumentException e) {
            throw TriggerErrors.schedule(expression, e.getMessage());
        }
    }

    private static List<String> fields(String expression) {
        Matcher matcher = FORM.matcher(expression.strip());
        var fields = matcher.matches() ? List.of(matcher.group(1).split("\\s+")) : List.<String>of();
        if (fields.size() != 6) {
            throw TriggerErrors.schedule(
                    expression, "it has the form cron(Minutes Hours Day-of-month Month Day-of-week Year)");
        }
        return fields;
    }

    /** The first time after an instant; empty if there is none any more. */
    Optional<Instant> next(Instant after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }

    /** @throws io.mastic.protocol.ServiceException if two times lie closer together than some minutes */
    void requireApart(int least) {
        var inHour = positions(minutes + " * * * ? *", HOUR, Duration.ofMinutes(1));
        int closest = HOUR;
        for (int i = 1; i < inHour.size(); i++) {
            closest = Math.min(closest, inHour.get(i) - inHour.get(i - 1));
        }
        int acrossHours = HOUR - inHour.get(inHour.size() - 1) + inHour.get(0);
        if (closest < least || (acrossHours < least && hoursMeet())) {
            throw TriggerErrors.tooOften(expression, least);
        }
    }

    private boolean hoursMeet() {
        var inDay = positions("0 " + hours + " * * ? *", 24, Duration.ofHours(1));
        return inDay.stream().anyMatch(hour -> inDay.contains((hour + 1) % 24));
    }

    /** Which of a number of units, counted from midnight, an expression names. */
    private static List<Integer> positions(String fields, int units, Duration unit) {
        var times = ExecutionTime.forCron(PARSER.parse(fields));
        var found = new ArrayList<Integer>();
        for (int i = 0; i < units; i++) {
            if (times.isMatch(MIDNIGHT.plus(unit.multipliedBy(i)))) {
                found.add(i);
            }
        }
        return found;
    }
}
