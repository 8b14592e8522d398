package io.mastic.server.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** The partition keys of a table: names, and how a value of each is compared. */
record PartitionKeys(List<Key> keys) {
    static final int MOST = 8;
    /** Parts the values of a sort key; less than any character that a value may hold. */
    private static final char SEPARATOR = '\u0001';

    /** How values of a declared type are compared. */
    enum Kind {
        TEXT,
        INTEGER,
        NUMBER,
        DATE,
        TIMESTAMP;

        /** An integer may be compared with any number. */
        Kind ofLiterals() {
            return this == INTEGER ? NUMBER : this;
        }
    }

    /** Kinds whose values have one way to be written each, which sorts as they do. */
    static final Set<Kind> ORDERED = EnumSet.of(Kind.TEXT, Kind.DATE);

    /** @param name lower-case */
    record Key(String name, Kind kind) {}

    static PartitionKeys of(Table table) {
        return new PartitionKeys(
                table.partitionKeys().stream().map(PartitionKeys::key).toList());
    }

    private static Key key(Column column) {
        var type = Optional.ofNullable(column.type())
                .orElse("string")
                .toLowerCase(Locale.ROOT)
                .strip();
        var kind =
                switch (type.split("\\(", 2)[0]) {
                    case "tinyint", "smallint", "int", "integer", "bigint", "long", "short", "byte" -> Kind.INTEGER;
                    case "float", "double", "decimal" -> Kind.NUMBER;
                    case "date" -> Kind.DATE;
                    case "timestamp" -> Kind.TIMESTAMP;
                    default -> Kind.TEXT;
                };
        return new Key(column.name().toLowerCase(Locale.ROOT), kind);
    }

    /** @return the place of a key by its lower-case name, or -1 */
    int indexOf(String name) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** @throws io.mastic.protocol.ServiceException if the values are not one for each key */
    void check(List<String> values) {
        if (keys.isEmpty()) {
            throw CatalogErrors.invalid("The table has no partition keys");
        }
        if (values.size() != keys.size()) {
            throw CatalogErrors.invalid("The number of partition keys do not match the number of partition values: "
                    + keys.size() + " keys, " + values.size() + " values");
        }
        if (values.size() > MOST) {
            throw CatalogErrors.invalid("A table can have at most " + MOST + " partition keys here");
        }
        for (var value : values) {
            if (value == null || value.chars().anyMatch(letter -> letter <= SEPARATOR)) {
                throw CatalogErrors.invalid("A partition value holds a control character, or is null");
            }
            if (value.length() > 1024) {
                throw CatalogErrors.invalid("A partition value is longer than 1024 characters");
            }
        }
    }

    static String sortKey(List<String> values) {
        return String.join(String.valueOf(SEPARATOR), values) + SEPARATOR;
    }

    static List<String> values(String sortKey) {
        return List.of(sortKey.substring(0, sortKey.length() - 1).split(String.valueOf(SEPARATOR), -1));
    }

    /** The least sort key that begins with a first value, and the least beyond all that do. */
    static String firstOf(String value) {
        return value + SEPARATOR;
    }

    static String beyond(String value) {
        return value + (char) (SEPARATOR + 1);
    }

    /** The least sort key beyond all that begin with the values of another. */
    static String beyondPrefix(String sortKey) {
        return beyond(sortKey.substring(0, sortKey.length() - 1));
    }

    /** A value as a number that sorts like its type; empty where it is none, as Hive's default partition is. */
    static Optional<BigDecimal> number(Kind kind, String value) {
        try {
            return switch (kind) {
                case TEXT -> Optional.empty();
                case INTEGER -> Optional.of(integer(value)).filter(PartitionKeys::fits);
                case NUMBER -> Optional.of(new BigDecimal(value.strip())).filter(PartitionKeys::fits);
                case DATE ->
                    Optional.of(LocalDate.parse(value))
                            .filter(PartitionKeys::isCommon)
                            .map(date -> micros(date.atStartOfDay()));
                case TIMESTAMP -> Optional.of(micros(timestamp(value)));
            };
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Engines read the text 7.9 under an integer as 7. */
    private static BigDecimal integer(String value) {
        var number = new BigDecimal(value.strip());
        return number.scale() > 0 ? number.setScale(0, RoundingMode.DOWN) : number;
    }

    /** Hive's dates have four digits of year, which makes them sort as their texts do. */
    private static boolean isCommon(LocalDate date) {
        return date.getYear() >= 0 && date.getYear() <= 9999;
    }

    private static boolean fits(BigDecimal number) {
        return number.precision() - number.scale() <= 28 && number.scale() <= 10;
    }

    private static LocalDateTime timestamp(String value) {
        return value.length() == 10
                ? LocalDate.parse(value).atStartOfDay()
                : LocalDateTime.parse(value.replace(' ', 'T'), DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private static BigDecimal micros(LocalDateTime time) {
        var instant = time.toInstant(ZoneOffset.UTC);
        return BigDecimal.valueOf(instant.getEpochSecond())
                .movePointRight(6)
                .add(BigDecimal.valueOf(instant.getNano() / 1_000));
    }
}
