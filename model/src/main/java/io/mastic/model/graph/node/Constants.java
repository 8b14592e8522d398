package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Constants, which documents hold as texts, as Python values of the type that they are compared to. */
public final class Constants {
    // No longer than any number that a column can hold, so that Python reads it as well.
    private static final Pattern NUMBER =
            Pattern.compile("(?=.{1,60}$)[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,60}");
    private static final int LAST_YEAR = 9999;

    private Constants() {}

    /** The value of a type; empty if the text is none. */
    static Optional<Python> of(FieldType type, String text) {
        var name = type.hive().replaceAll("\\(.*", "");
        return switch (name) {
            case "string", "varchar", "char" -> Optional.of(Python.text(text));
            case "decimal" -> number(text).map(value -> Python.call("decimal.Decimal", Item.of(decimal(text))));
            case "boolean" -> flag(text);
            case "date" -> date(text);
            case "timestamp" -> timestamp(text);
            case "unknown" -> number(text).or(() -> Optional.of(Python.text(text)));
            default -> type.isNumber() ? number(text) : Optional.empty();
        };
    }

    /** Imports what values of a type need. */
    static void need(FieldType type, NodeScript script) {
        if (type.hive().startsWith("decimal")) {
            script.need(Import.DECIMAL);
        } else if (type.hive().equals("date") || type.equals(FieldType.TIMESTAMP)) {
            script.need(Import.DATETIME);
        }
    }

    /** A number as Python reads it: without leading zeros. */
    public static Optional<Python> number(String text) {
        var trimmed = text.strip();
        if (!NUMBER.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                WHOLE.matcher(trimmed).matches()
                        ? Python.number(new BigInteger(trimmed))
                        : Python.number(new BigDecimal(trimmed)));
    }

    /** A whole number. */
    public static Optional<Python> whole(String text) {
        return number(text).filter(value -> WHOLE.matcher(text.strip()).matches());
    }

    /** {@code true} or {@code false}, in capitals or not. */
    public static Optional<Python> flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(Python.flag(true));
            case "false" -> Optional.of(Python.flag(false));
            default -> Optional.empty();
        };
    }

    private static Python decimal(String text) {
        return Python.text(new BigDecimal(text.strip()).toString());
    }

    private static Optional<Python> date(String text) {
        try {
            var date = LocalDate.parse(text.strip());
            return Optional.of(date)
                    .filter(day -> isYear(day.getYear()))
                    .map(day -> call("datetime.date", day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Python> timestamp(String text) {
        var trimmed = text.strip();
        try {
            var time = trimmed.length() <= "2024-01-01".length()
                    ? LocalDate.parse(trimmed).atStartOfDay()
                    : LocalDateTime.parse(trimmed.replace(' ', 'T'));
            return Optional.of(time)
                    .filter(moment -> isYear(moment.getYear()))
                    .map(moment -> call(
                            "datetime.datetime",
                            moment.getYear(),
                            moment.getMonthValue(),
                            moment.getDayOfMonth(),
                            moment.getHour(),
                            moment.getMinute(),
                            moment.getSecond(),
                            moment.getNano() / 1000));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isYear(int year) {
        return year >= 1 && year <= LAST_YEAR;
    }

    private static Python call(String function, Integer... numbers) {
        return Python.call(
                function,
                Arrays.stream(numbers)
                        .map(number -> Item.of(Python.number(number)))
                        .toList());
    }
}
