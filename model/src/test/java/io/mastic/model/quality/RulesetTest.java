package io.mastic.model.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.model.quality.Condition.Comparison;
import io.mastic.model.quality.Rule.Composite;
import io.mastic.model.quality.Rule.Single;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesetTest {
    private static Rule only(String rule) {
        return Ruleset.parse("Rules = [ " + rule + " ]").rules().get(0);
    }

    private static Condition condition(String text) {
        return ((Single) only("ColumnValues \"c\" " + text)).condition().orElseThrow();
    }

    @Test
    void rulesKeepTheirOrderAndTheirText() {
        var parsed = Ruleset.parse(
                """
                # what every file has to have
                Rules = [
                    ColumnCount > 0, # of any kind
                    IsComplete   "order # id",
                    (RowCount between 1   and 5)
                        or (IsUnique "id" where "country = 'US'")
                ]
                """);
        assertThat(parsed.rules())
                .extracting(Rule::text)
                .containsExactly(
                        "ColumnCount > 0",
                        "IsComplete \"order # id\"",
                        "(RowCount between 1 and 5) or (IsUnique \"id\" where \"country = 'US'\")");
    }

    @Test
    void aRuleHasColumnsConditionThresholdAndFilter() {
        assertThat(only("ColumnValues \"a \\\"b\\\"\" in [\"x\", NULL] with threshold >= .5 where \"n > 1\""))
                .isEqualTo(new Single(
                        RuleType.COLUMN_VALUES,
                        List.of("a \"b\""),
                        Optional.of(new Condition(
                                Comparison.IN, false, List.of(new Operand.Text("x"), Operand.Keyword.NULL))),
                        Optional.of(
                                new Condition(Comparison.GREATER_OR_EQUAL, false, List.of(new Operand.Number(0.5)))),
                        Optional.of("n > 1"),
                        "ColumnValues \"a \\\"b\\\"\" in [\"x\", NULL] with threshold >= .5 where \"n > 1\""));
    }

    @Test
    void rulesAreComposedInParentheses() {
        var rule = (Composite) only("(IsComplete \"a\") and ((IsUnique \"b\") or (RowCount > 1)) and (RowCount < 9)");
        assertThat(rule.operator()).isEqualTo(Composite.Operator.AND);
        assertThat(rule.rules())
                .extracting(Rule::text)
                .containsExactly("IsComplete \"a\"", "(IsUnique \"b\") or (RowCount > 1)", "RowCount < 9");
        assertThat(only("((RowCount > 1))").text()).isEqualTo("RowCount > 1");
        assertThat(((Composite) only("(RowCount > 1) OR (RowCount NOT IN [3])")).operator())
                .isEqualTo(Composite.Operator.OR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    = 3               | 3   | 4
                    != 3              | 4   | 3
                    > -1.5            | 0   | -2
                    >= 1e2            | 100 | 99
                    < 0.5             | 0   | 0.5
                    <= 0.5            | 0.5 | 0.6
                    between 1 and 3   | 2   | 1
                    between 1 and 3   | 2.9 | 3
                    not between 1 and 3 | 3 | 2
                    in [1, 2]         | 2   | 3
                    not in [1, 2]     | 3   | 1
                    """)
    void conditionsHoldForNumbers(String condition, double holds, double fails) {
        assertThat(condition(condition).onNumbers().test(holds)).isTrue();
        assertThat(condition(condition).onNumbers().test(fails)).isFalse();
    }

    @Test
    void momentsAreRelativeToTheEvaluation() {
        assertThat(condition("> (now() - 3 days)").operands()).containsExactly(new Operand.Moment(Duration.ofDays(3)));
        assertThat(condition("<= now()").operands()).containsExactly(new Operand.Moment(Duration.ZERO));
        assertThat(condition("between (now()-36 hours) and (now() + 1 day)").operands())
                .containsExactly(new Operand.Moment(Duration.ofHours(36)), new Operand.Moment(Duration.ofDays(-1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    RowCount > 1                  | 1 | 1 | 'Rules' was expected, not 'RowCount'
                    Rules = [                     | 1 | 10 | a rule was expected, not the end of the ruleset
                    Rules = []                    | 1 | 10 | a rule was expected, not ']'
                    Rules = [ RowCount ]          | 1 | 20 | a condition, such as '> 0' or 'in [1, 2]', was expected, not ']'
                    Rules = [ RowCount > "a" ]    | 1 | 20 | RowCount is compared with numbers
                    Rules = [ RowCount > x ]      | 1 | 22 | a value was expected, not 'x'
                    Rules = [ Rowcount > 1 ]      | 1 | 11 | a rule type, such as IsComplete or RowCount, was expected, not 'Rowcount'
                    Rules = [ IsComplete id ]     | 1 | 22 | a column's name in double quotes was expected, not 'id'
                    Rules = [ IsComplete "id ]    | 1 | 22 | the quote is not closed
                    Rules = [ RowCount > 1        | 1 | 23 | ',' or ']' was expected, not the end of the ruleset
                    Rules = [ RowCount > 1 ] ;    | 1 | 26 | ';' means nothing here
                    Rules = [ RowCount > 1 ] 2    | 1 | 26 | the end of the ruleset was expected, not '2'
                    Rules = [ (RowCount > 1) and (RowCount > 2) or (RowCount > 3) ] | 1 | 45 | 'and' and 'or' are mixed
                    Rules = [ ColumnValues "a" not 1 ] | 1 | 32 | 'between', 'in' or 'matches' was expected, not '1'
                    Rules = [ ColumnValues "a" in 1 ]  | 1 | 31 | '[' was expected, not '1'
                    Rules = [ ColumnValues "a" > (now() - 3 weeks) ] | 1 | 41 | 'minutes', 'hours' or 'days' was expected, not 'weeks'
                    """)
    void errorsNameThePlaceAndWhatWasExpected(String document, int line, int column, String problem) {
        assertThatThrownBy(() -> Ruleset.parse(document))
                .isInstanceOf(RulesetException.class)
                .hasMessageStartingWith(
                        "Data quality ruleset, line %d, column %d: %s".formatted(line, column, problem));
    }

    @Test
    void linesAreCounted() {
        assertThatThrownBy(() -> Ruleset.parse("Rules = [\n  RowCount > 1,\n  IsComplete\n]"))
                .hasMessageContaining("line 4, column 1: a column's name in double quotes was expected, not ']'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RowCountMatch \"ref\" >= 0.9",
                "ReferentialIntegrity \"a\" \"ref.a\" = 1.0",
                "DetectAnomalies \"RowCount\""
            })
    void aRuleTypeThatIsNotThereIsRefusedByName(String rule) {
        assertThatThrownBy(() -> only(rule))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("The rule type %s of data quality rulesets is not supported by this version of Mastic"
                        .formatted(rule.split(" ")[0]));
    }

    @Test
    void dynamicRulesAndAnalyzersAreRefusedByName() {
        assertThatThrownBy(() -> only("RowCount > avg(last(5))"))
                .hasMessage("Dynamic rules (avg) are not supported by this version of Mastic");
        assertThatThrownBy(() -> Ruleset.parse("Rules = [ RowCount > 1 ] Analyzers = [ RowCount ]"))
                .hasMessage("The word Analyzers of data quality rulesets is not supported by this version of Mastic");
    }
}
