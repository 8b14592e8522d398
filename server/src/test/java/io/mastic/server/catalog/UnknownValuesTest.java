package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Hive's default partition, which engines read as null, and values that are not of their key's type. */
@EachDatabase
class UnknownValuesTest {
    private static final CatalogScope SCOPE = new CatalogScope("111122223333", "us-east-1");
    private static final String HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";

    private final Database database = TestingDatabase.open();
    private final Tables tables = new Tables(database.jdbi(), Clock.systemUTC());
    private final Partitions partitions = new Partitions(database.jdbi(), tables, Clock.systemUTC());

    @BeforeEach
    @BeforeProperty
    void createDatabase() {
        new Databases(database.jdbi(), Clock.systemUTC())
                .create(SCOPE, DatabaseInput.builder().name("d").build());
    }

    @AfterEach
    @AfterProperty
    void close() {
        database.close();
    }

    private void createTable(List<Column> keys, List<List<String>> values) {
        tables.create(
                SCOPE, "d", TableInput.builder().name("t").partitionKeys(keys).build(), List.of(), "me");
        assertThat(partitions.createAll(
                        partitions.target(SCOPE, "d", "t"),
                        values.stream()
                                .map(one -> PartitionInput.builder().values(one).build())
                                .toList()))
                .isEmpty();
    }

    private static Column key(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private Set<List<String>> chosen(String expression) {
        return partitions.list(partitions.target(SCOPE, "d", "t"), expression, null, false, "", 1_000).items().stream()
                .map(partition -> partition.values())
                .collect(Collectors.toSet());
    }

    private Set<String> first(String expression) {
        return chosen(expression).stream().map(values -> values.get(0)).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "int, 1, 2",
        "bigint, 1, 2",
        "'decimal(10,2)', 1.50, 2.25",
        "double, 1.5, 2.25",
        "date, 2026-01-01, 2026-01-02",
        "timestamp, 2026-01-01 10:00:00, 2026-01-02 00:00:00"
    })
    void underATypedKeyNoComparisonHoldsOfTheDefaultPartitionOrOfAnotherTypesText(
            String type, String one, String other) {
        createTable(
                List.of(key("k", type)), List.of(List.of(one), List.of(other), List.of(HIVE_NULL), List.of("never")));
        Function<String, Set<String>> where = text -> first(text.replace("{}", "'" + one + "'"));

        assertThat(where.apply("k = {}")).containsExactly(one);
        assertThat(where.apply("k <> {}")).containsExactly(other);
        assertThat(where.apply("not (k = {})")).containsExactly(other);
        assertThat(where.apply("not (k <> {})")).containsExactly(one);
        assertThat(where.apply("k < {}")).isEmpty();
        assertThat(where.apply("not k < {}")).containsExactlyInAnyOrder(one, other);
        assertThat(where.apply("k <= {} or k > {}")).containsExactlyInAnyOrder(one, other);
        assertThat(where.apply("k in ({})")).containsExactly(one);
        assertThat(where.apply("k not in ({})")).containsExactly(other);
        assertThat(where.apply("not (k in ({}))")).containsExactly(other);
        assertThat(where.apply("k between {} and {}")).containsExactly(one);
        assertThat(where.apply("k not between {} and {}")).containsExactly(other);
        assertThat(where.apply("not (k between {} and {})")).containsExactly(other);
    }

    @ParameterizedTest
    @CsvSource({"int", "bigint", "'decimal(10,2)'", "date", "timestamp"})
    void aPatternComparesTextsOfWhichTheDefaultPartitionIsNone(String type) {
        createTable(List.of(key("k", type)), List.of(List.of("1x"), List.of("2x"), List.of(HIVE_NULL)));
        assertThat(first("k like '1%'")).containsExactly("1x");
        assertThat(first("k not like '1%'")).containsExactly("2x");
        assertThat(first("not (k like '1%')")).containsExactly("2x");
        assertThat(first("k like '%'")).containsExactlyInAnyOrder("1x", "2x");
    }

    @ParameterizedTest
    @CsvSource({
        "int, 1",
        "bigint, 1",
        "'decimal(10,2)', 1.50",
        "double, 1.5",
        "date, 2026-01-01",
        "timestamp, 2026-01-01 10:00:00"
    })
    void bothQuestionsForNullFindWhatMayBeEither(String type, String value) {
        createTable(List.of(key("k", type)), List.of(List.of(value), List.of(HIVE_NULL), List.of("never")));
        for (var isNull : List.of("k is null", "not (k is not null)", "not not k is null")) {
            assertThat(first(isNull)).as(isNull).containsExactlyInAnyOrder(HIVE_NULL, "never");
        }
        for (var isNotNull : List.of("k is not null", "not (k is null)", "not (k is null or k is null)")) {
            assertThat(first(isNotNull)).as(isNotNull).containsExactlyInAnyOrder(value, "never");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k = '__HIVE_DEFAULT_PARTITION__' | 1",
                "k <> 'eu' | 2",
                "not (k = 'eu') | 2",
                "k > 'a' | 1",
                "k < 'a' | 2",
                "k in ('eu', '__HIVE_DEFAULT_PARTITION__') | 2",
                "k not in ('eu') | 2",
                "k between 'A' and 'a' | 2",
                "k like '%HIVE%' | 1",
                "k not like '%HIVE%' | 2",
                "k is null | 1",
                "k is not null | 2",
                "not (k is null) | 2",
            })
    void underATextItIsATextToTheApiAndNullIfAsked(String expression, int expected) {
        createTable(List.of(key("k", "string")), List.of(List.of("eu"), List.of("A"), List.of(HIVE_NULL)));
        assertThat(first(expression)).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"k = 7 | 7;07;7.9", "k > 7 | 8", "k <> 7 | 8;-7.9", "k <= -7 | -7.9"})
    void anIntegerKeyReadsFractionsAsEnginesDo(String expression, String expected) {
        createTable(
                List.of(key("k", "int")),
                List.of(List.of("7"), List.of("07"), List.of("7.9"), List.of("-7.9"), List.of("8")));
        assertThat(first(expression)).containsExactlyInAnyOrder(expected.split(";"));
    }

    /** A predicate as text and as an engine with SQL's three values decides it; null is unknown. */
    private record Predicate(String text, Function<List<String>, @Nullable Boolean> decides) {
        Predicate not() {
            return new Predicate("not (" + text + ")", values -> negation(decides.apply(values)));
        }

        Predicate and(Predicate other) {
            return new Predicate("(" + text + " and " + other.text + ")", values -> {
                var left = decides.apply(values);
                var right = other.decides.apply(values);
                return Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)
                        ? Boolean.FALSE
                        : left == null || right == null ? null : Boolean.TRUE;
            });
        }

        private static @Nullable Boolean negation(@Nullable Boolean decided) {
            return decided == null ? null : !decided;
        }
    }

    private static final List<String> NUMBERS = List.of("1", "01", "2", "-3", "2.5", "x", "", HIVE_NULL);
    private static final List<String> DATES = List.of("2026-01-01", "2026-01-02", "never", HIVE_NULL);
    private static final List<String> TEXTS = List.of("eu", "", "Z", "it's", HIVE_NULL);

    /** What Spark makes of a text under a key's type: something to compare, or null. */
    private static @Nullable Comparable<?> read(int key, String text) {
        if (text.equals(HIVE_NULL)) {
            return null;
        }
        return switch (key) {
            case 0 -> text.matches("-?\\d+(\\.\\d*)?") ? new BigDecimal(text).setScale(0, RoundingMode.DOWN) : null;
            case 1 -> text.matches("\\d{4}-\\d{2}-\\d{2}") ? text : null;
            default -> text;
        };
    }

    @SuppressWarnings("unchecked")
    private static Predicate compared(int key, String operator, String literal) {
        IntPredicate holds =
                switch (operator) {
                    case "=" -> order -> order == 0;
                    case "<>" -> order -> order != 0;
                    case "<" -> order -> order < 0;
                    case "<=" -> order -> order <= 0;
                    case ">" -> order -> order > 0;
                    default -> order -> order >= 0;
                };
        return new Predicate("k" + key + " " + operator + " '" + literal.replace("'", "''") + "'", values -> {
            var value = (Comparable<Object>) read(key, values.get(key));
            return value == null ? null : holds.test(value.compareTo(read(key, literal)));
        });
    }

    private static Predicate asksForNull(int key) {
        return new Predicate("k" + key + " is null", values -> read(key, values.get(key)) == null);
    }

    @Provide
    Arbitrary<List<Predicate>> predicates() {
        var operators = Arbitraries.of("=", "<>", "<", "<=", ">", ">=");
        var leaves = Arbitraries.oneOf(
                Combinators.combine(operators, Arbitraries.of("1", "2", "-3", "7"))
                        .as((op, v) -> compared(0, op, v)),
                Combinators.combine(operators, Arbitraries.of("2026-01-01", "2026-01-02"))
                        .as((op, v) -> compared(1, op, v)),
                Combinators.combine(operators, Arbitraries.of("eu", "", "it's", "a"))
                        .as((op, v) -> compared(2, op, v)),
                Arbitraries.of(0, 1, 2).map(UnknownValuesTest::asksForNull));
        return Arbitraries.recursive(() -> leaves, UnknownValuesTest::combined, 0, 3)
                .list()
                .ofSize(30);
    }

    private static Arbitrary<Predicate> combined(Arbitrary<Predicate> parts) {
        return Arbitraries.oneOf(
                parts.map(Predicate::not),
                Combinators.combine(parts, parts).as(Predicate::and),
                Combinators.combine(parts, parts)
                        .as((one, other) -> one.not().and(other.not()).not()));
    }

    @Property(tries = 20)
    void noPartitionIsMissedThatAnEngineKeeps(@ForAll("predicates") List<Predicate> predicates) {
        var all = new ArrayList<List<String>>();
        NUMBERS.forEach(n -> DATES.forEach(d -> TEXTS.forEach(t -> all.add(List.of(n, d, t)))));
        if (!tables.exists(SCOPE, "d", "t")) {
            createTable(List.of(key("k0", "int"), key("k1", "date"), key("k2", "string")), all);
        }
        for (var predicate : predicates) {
            var kept = all.stream()
                    .filter(values -> Boolean.TRUE.equals(predicate.decides().apply(values)))
                    .toList();
            assertThat(chosen(predicate.text())).as(predicate.text()).containsAll(kept);
        }
    }
}
