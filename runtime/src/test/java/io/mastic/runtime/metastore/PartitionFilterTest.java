package io.mastic.runtime.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.runtime.metastore.PartitionFilter.And;
import io.mastic.runtime.metastore.PartitionFilter.Comparison;
import io.mastic.runtime.metastore.PartitionFilter.In;
import io.mastic.runtime.metastore.PartitionFilter.Like;
import io.mastic.runtime.metastore.PartitionFilter.Literal;
import io.mastic.runtime.metastore.PartitionFilter.Or;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionFilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "year = 2024                            | year = 2024",
                "5 < year                               | year > 5",
                "\"2024-01-01\" >= Day                  | day <= '2024-01-01'",
                "a != \"it's\"                          | a <> 'it''s'",
                "a = 'say \"x\"'                        | a = 'say \"x\"'",
                "a like \"x.*\"                         | a like 'x%'",
                "a like \".*x\"                         | a like '%x'",
                "a like \".*x.*\"                       | a like '%x%'",
                "(a = 1 or a = 2) and b = \"c\"         | (a in (1, 2) and b = 'c')",
                "(a = 1 or b = 2)                       | (a = 1 or b = 2)",
                "((a > 1 and (b < 2 or c = 3)) and d=4) | (a > 1 and (b < 2 or c = 3) and d = 4)",
                "a = -2147483648                        | a = -2147483648",
            })
    void sparksFilterBecomesTheCatalogs(String hive, String expression) {
        assertThat(PartitionFilter.expressionOf(hive)).contains(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a = ", "a == 1", "a = 1.5", "a like \"x\\\\.*\"", "a = 1 b = 2", "(a = 1", "größe = 1"
            })
    void whatCannotBeReadAsksForAll(String hive) {
        assertThat(PartitionFilter.expressionOf(hive)).isEmpty();
    }

    @Test
    void aLongListBecomesARange() {
        String list = IntStream.range(0, 500)
                .mapToObj(n -> "d = \"2024-%03d\"".formatted(n))
                .collect(Collectors.joining(" or ", "(", ")"));
        assertThat(PartitionFilter.expressionOf(list)).contains("(d >= '2024-000' and d <= '2024-499')");
        assertThat(PartitionFilter.expressionOf("(a = 1 and " + list + ")"))
                .contains("(a = 1 and (d >= '2024-000' and d <= '2024-499'))");
    }

    @Test
    void termsThatAreTooLongAreLeftOut() {
        String longest = "a".repeat(3000);
        assertThat(PartitionFilter.expressionOf("a = \"" + longest + "\" and b = 1"))
                .contains("b = 1");
        assertThat(PartitionFilter.expressionOf("a = \"" + longest + "\" or b = 1"))
                .isEmpty();
    }

    /** A row has a number n and a text t. */
    @Property
    void weakerFiltersHoldWhereverTheFilterDoes(
            @ForAll("filters") PartitionFilter filter, @ForAll("numbers") int number, @ForAll("texts") String text) {
        Optional<PartitionFilter> weaker = filter.weaker();
        while (weaker.isPresent()) {
            assertThat(weaker.get().expression()).isNotEqualTo(filter.expression());
            assertThat(!holds(filter, number, text) || holds(weaker.get(), number, text))
                    .as("%s weakened to %s for %s, %s", filter, weaker.get(), number, text)
                    .isTrue();
            weaker = weaker.get().weaker();
        }
    }

    @Property
    void whatSparkWritesIsReadAsItIsMeant(
            @ForAll("filters") PartitionFilter filter, @ForAll("numbers") int number, @ForAll("texts") String text) {
        PartitionFilter read = PartitionFilterParser.parse(spark(filter)).orElseThrow();
        assertThat(holds(read, number, text)).as("%s", spark(filter)).isEqualTo(holds(filter, number, text));
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(-3, 12);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "ab", "B", "it's", "ü", "\uffff", "😀", "and", " ");
    }

    @Provide
    Arbitrary<PartitionFilter> filters() {
        Arbitrary<String> operators = Arbitraries.of("=", "<>", "<", "<=", ">", ">=");
        Arbitrary<PartitionFilter> simple = Arbitraries.oneOf(
                Combinators.combine(operators, numbers())
                        .as((sign, n) -> new Comparison("n", sign, new Literal(String.valueOf(n), false))),
                Combinators.combine(operators, texts())
                        .as((sign, text) -> new Comparison("t", sign, new Literal(text, true))),
                texts().map(text -> new Like("t", text + "%")),
                numbers()
                        .list()
                        .ofMinSize(2)
                        .ofMaxSize(5)
                        .map(all -> new In(
                                "n",
                                all.stream()
                                        .map(n -> new Literal(String.valueOf(n), false))
                                        .toList())),
                texts().list()
                        .ofMinSize(2)
                        .ofMaxSize(5)
                        .map(all -> new In(
                                "t",
                                all.stream()
                                        .map(text -> new Literal(text, true))
                                        .toList())));
        return Arbitraries.recursive(() -> simple, this::joined, 0, 3);
    }

    private Arbitrary<PartitionFilter> joined(Arbitrary<PartitionFilter> terms) {
        Arbitrary<List<PartitionFilter>> some = terms.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(some.map(And::new), some.map(Or::new));
    }

    private static boolean holds(PartitionFilter filter, int number, String text) {
        if (filter instanceof And and) {
            return and.terms().stream().allMatch(term -> holds(term, number, text));
        }
        if (filter instanceof Or or) {
            return or.terms().stream().anyMatch(term -> holds(term, number, text));
        }
        if (filter instanceof In in) {
            return in.values().stream().anyMatch(value -> compared(value, number, text) == 0);
        }
        if (filter instanceof Like like) {
            return text.startsWith(like.pattern().substring(0, like.pattern().length() - 1));
        }
        Comparison comparison = (Comparison) filter;
        int order = compared(comparison.value(), number, text);
        return switch (comparison.operator()) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int compared(Literal value, int number, String text) {
        return value.isText()
                ? java.util.Arrays.compareUnsigned(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        value.value().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : Integer.compare(number, Integer.parseInt(value.value()));
    }

    private static String spark(PartitionFilter filter) {
        if (filter instanceof And and) {
            return and.terms().stream().map(PartitionFilterTest::spark).collect(Collectors.joining(" and ", "(", ")"));
        }
        if (filter instanceof Or or) {
            return or.terms().stream().map(PartitionFilterTest::spark).collect(Collectors.joining(" or ", "(", ")"));
        }
        if (filter instanceof In in) {
            return in.values().stream()
                    .map(value -> in.key() + " = " + spark(value))
                    .collect(Collectors.joining(" or ", "(", ")"));
        }
        if (filter instanceof Like like) {
            return "t like \"" + like.pattern().replace("%", ".*") + "\"";
        }
        Comparison comparison = (Comparison) filter;
        String sign = comparison.operator().equals("<>") ? "!=" : comparison.operator();
        return comparison.key() + " " + sign + " " + spark(comparison.value());
    }

    private static String spark(Literal value) {
        return value.isText() ? '"' + value.value() + '"' : value.value();
    }
}
