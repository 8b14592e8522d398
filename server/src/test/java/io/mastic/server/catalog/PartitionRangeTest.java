package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.catalog.PartitionKeys.Key;
import io.mastic.server.catalog.PartitionKeys.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionRangeTest {
    private static final PartitionKeys KEYS = new PartitionKeys(
            List.of(new Key("day", Kind.DATE), new Key("region", Kind.TEXT), new Key("hour", Kind.NUMBER)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    day = '2026-11-25'                               | 2026-11-25/      | 2026-11-25~
                    day = date '2026-11-25' and region = 'eu'        | 2026-11-25/eu/   | 2026-11-25/eu~
                    (region = 'eu') and ('2026-11-25' = day)         | 2026-11-25/eu/   | 2026-11-25/eu~
                    day = '2026-11-25' and region = 'eu' and hour = 7 | 2026-11-25/eu/  | 2026-11-25/eu~
                    day = '2026-11-25' and region > 'eu'             | 2026-11-25/eu/   | 2026-11-25~
                    day between '2026-11-01' and '2026-11-25'        | 2026-11-01/      | 2026-11-25~
                    day >= '2026-11-01' and '2026-11-25' > day       | 2026-11-01/      | 2026-11-25~
                    day < '2026-11-25' and region = 'eu'             |                  | 2026-11-25~
                    region = 'eu'                                    |                  |
                    hour = 7                                         |                  |
                    day = '2026-11-25' or region = 'eu'              |                  |
                    not day = '2026-11-25'                           |                  |
                    day not between '2026-11-01' and '2026-11-25'    |                  |
                    day <> '2026-11-25'                              |                  |
                    """)
    void theLeadingKeysNarrowTheIndex(String expression, String from, String until) throws JSQLParserException {
        var range = range(expression);

        assertThat(range.from().map(PartitionRangeTest::shown).orElse(null)).isEqualTo(from);
        assertThat(range.until().map(PartitionRangeTest::shown).orElse(null)).isEqualTo(until);
    }

    private static PartitionRange.SortKeys range(String expression) throws JSQLParserException {
        return PartitionRange.of(CCJSqlParserUtil.parseCondExpression(expression, false), KEYS);
    }

    private static String shown(String sortKey) {
        return sortKey.replace('\u0001', '/').replace('\u0002', '~');
    }

    /** A comparison of the key with this number, which counts among the texts and the dates alone. */
    record Comparison(int key, String operator, String value) {
        boolean holds(List<String> values) {
            int order = values.get(key).compareTo(value);
            return switch (operator) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }

        @Override
        public String toString() {
            return KEYS.keys().get(key).name() + " " + operator + " '" + value.replace("'", "''") + "'";
        }
    }

    @Property
    void everyPartitionOfTheExpressionLiesInTheRange(
            @ForAll("comparisons") List<Comparison> comparisons, @ForAll("partitions") List<List<String>> partitions)
            throws JSQLParserException {
        var range = range(comparisons.stream().map(Comparison::toString).collect(Collectors.joining(" and ")));
        var chosen = partitions.stream()
                .filter(values -> comparisons.stream().allMatch(comparison -> comparison.holds(values)))
                .map(PartitionKeys::sortKey)
                .toList();

        assertThat(chosen).allSatisfy(sortKey -> {
            range.from().ifPresent(from -> assertThat(sortKey).isGreaterThanOrEqualTo(from));
            range.until().ifPresent(until -> assertThat(sortKey).isLessThan(until));
        });
    }

    @Provide
    Arbitrary<List<Comparison>> comparisons() {
        var operators = Arbitraries.of("=", "=", "<", "<=", ">", ">=");
        var dates = Combinators.combine(operators, dates()).as((operator, value) -> new Comparison(0, operator, value));
        var texts = Combinators.combine(operators, texts()).as((operator, value) -> new Comparison(1, operator, value));
        return Arbitraries.oneOf(dates, texts).list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<List<String>>> partitions() {
        return Combinators.combine(dates(), texts(), Arbitraries.of("1", "01", "__HIVE_DEFAULT_PARTITION__"))
                .as(List::of)
                .list()
                .ofMaxSize(30);
    }

    private static Arbitrary<String> dates() {
        return Arbitraries.of(
                IntStream.range(1, 5).mapToObj(day -> "2026-11-0" + day).toList());
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of("a", "ab", "a b", "a!", "b", "", "ü", "it's");
    }
}
