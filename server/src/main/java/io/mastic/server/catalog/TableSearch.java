package io.mastic.server.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Comparator;
import software.amazon.awssdk.services.glue.model.PropertyPredicate;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * Which tables a search finds.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SearchTables.html">AWS</a>
 */
final class TableSearch {
    private static final Map<String, Function<Table, @Nullable String>> TEXTS = Map.of(
            "name", Table::name,
            "databasename", Table::databaseName,
            "description", Table::description,
            "owner", Table::owner,
            "tabletype", Table::tableType,
            "createdby", Table::createdBy);
    private static final Map<String, Function<Table, @Nullable Instant>> TIMES = Map.of(
            "createtime", Table::createTime,
            "updatetime", Table::updateTime,
            "lastaccesstime", Table::lastAccessTime,
            "lastanalyzedtime", Table::lastAnalyzedTime);

    private TableSearch() {}

    static Predicate<Table> of(@Nullable String text, List<PropertyPredicate> filters) {
        Predicate<Table> wanted = text == null || text.isBlank() ? table -> true : containing(text.strip());
        for (var filter : filters) {
            wanted = wanted.and(filter(filter));
        }
        return wanted;
    }

    /** In quotes: a text of the table is just this; else each word is in one of its texts. */
    private static Predicate<Table> containing(String text) {
        var folded = text.toLowerCase(Locale.ROOT);
        if (folded.length() > 1 && folded.startsWith("\"") && folded.endsWith("\"")) {
            var exact = folded.substring(1, folded.length() - 1);
            return table -> texts(table).anyMatch(exact::equals);
        }
        var words = folded.split("\\s+");
        return table -> {
            var all = texts(table).toList();
            return Arrays.stream(words).allMatch(word -> all.stream().anyMatch(one -> one.contains(word)));
        };
    }

    private static Stream<String> texts(Table table) {
        var descriptor = Optional.ofNullable(table.storageDescriptor());
        var columns = Stream.concat(
                descriptor.map(StorageDescriptor::columns).stream().flatMap(List::stream),
                table.partitionKeys().stream());
        return Stream.of(
                        TEXTS.values().stream().map(text -> text.apply(table)),
                        descriptor.map(StorageDescriptor::location).stream(),
                        columns.flatMap(TableSearch::texts),
                        table.parameters().entrySet().stream()
                                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())))
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .map(text -> text.toLowerCase(Locale.ROOT));
    }

    private static Stream<@Nullable String> texts(Column column) {
        return Stream.of(column.name(), column.comment());
    }

    private static Predicate<Table> filter(PropertyPredicate filter) {
        if (filter.key() == null || filter.value() == null) {
            throw CatalogErrors.invalid("A filter has a Key and a Value");
        }
        var key = filter.key().toLowerCase(Locale.ROOT);
        var time = TIMES.get(key);
        if (time != null) {
            return time(time, Optional.ofNullable(filter.comparator()).orElse(Comparator.EQUALS), filter.value());
        }
        if (filter.comparator() != null && filter.comparator() != Comparator.EQUALS) {
            throw CatalogErrors.invalid("Texts are compared by EQUALS alone; the times are " + TIMES.keySet());
        }
        var value = filter.value().toLowerCase(Locale.ROOT);
        var text = TEXTS.get(key);
        return table -> {
            var held = text == null ? table.parameters().get(filter.key()) : text.apply(table);
            return held != null && hasToken(held.toLowerCase(Locale.ROOT), value);
        };
    }

    /** A name is found by each part of it between punctuation marks, as well as whole. */
    private static boolean hasToken(String text, String value) {
        return text.equals(value)
                || Arrays.asList(text.split("[^\\p{L}\\p{N}_]+")).contains(value);
    }

    private static Predicate<Table> time(Function<Table, @Nullable Instant> time, Comparator comparator, String value) {
        var given = instant(value);
        return table -> {
            var held = time.apply(table);
            return held != null && holds(comparator, held.compareTo(given));
        };
    }

    private static boolean holds(Comparator comparator, int order) {
        return switch (comparator) {
            case EQUALS -> order == 0;
            case GREATER_THAN -> order > 0;
            case LESS_THAN -> order < 0;
            case GREATER_THAN_EQUALS -> order >= 0;
            case LESS_THAN_EQUALS -> order <= 0;
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private static Instant instant(String value) {
        try {
            if (value.matches("\\d{1,15}")) {
                return Instant.ofEpochSecond(Long.parseLong(value));
            }
            return value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeException e) {
            throw CatalogErrors.invalid("The time " + value
                    + " is neither seconds since 1970, a date nor a time such as" + " 2026-01-31T12:00:00Z");
        }
    }

    /** The text that a table is sorted by; times sort as they follow each other. */
    static Function<Table, String> sortKey(String field) {
        var name = field.toLowerCase(Locale.ROOT);
        var time = TIMES.get(name);
        if (time != null) {
            return table -> Optional.ofNullable(time.apply(table))
                    .map(instant -> String.format(Locale.ROOT, "%020d", instant.toEpochMilli()))
                    .orElse("");
        }
        var text = TEXTS.get(name);
        if (text == null) {
            throw CatalogErrors.invalid("Tables are sorted by one of "
                    + Stream.concat(TEXTS.keySet().stream(), TIMES.keySet().stream())
                            .sorted()
                            .toList());
        }
        return table -> Optional.ofNullable(text.apply(table)).orElse("");
    }
}
