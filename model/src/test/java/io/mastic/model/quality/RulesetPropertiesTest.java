package io.mastic.model.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every ruleset, and for every text that is none. */
class RulesetPropertiesTest {
    @Property(tries = 300)
    void whatWasWrittenIsRead(@ForAll("rulesets") List<String> rules) {
        var parsed = Ruleset.parse("Rules = [\n" + String.join(", # comment \"\n\t", rules) + "\n]");
        assertThat(parsed.rules()).extracting(Rule::text).isEqualTo(rules);
        var again = Ruleset.parse("Rules=["
                + String.join(",", parsed.rules().stream().map(Rule::text).toList()) + "]");
        assertThat(again).isEqualTo(parsed);
    }

    @Property(tries = 500)
    void aBrokenRulesetIsRefusedWithItsPlace(
            @ForAll("rulesets") List<String> rules, @ForAll int place, @ForAll char other) {
        var document = new StringBuilder("Rules = [ " + String.join(", ", rules) + " ]");
        document.setCharAt(Math.floorMod(place, document.length()), other);
        try {
            Ruleset.parse(document.toString());
        } catch (RulesetException e) {
            assertThat(e).hasMessageMatching("(?s)Data quality ruleset, line \\d+, column \\d+: .+");
        }
    }

    @Example
    void textsAndCommentsMayBeLong() {
        var query = "select count(*) from primary where a in (" + "'\\\\x', ".repeat(20_000) + "'y')";
        var comments = "# one more\n".repeat(20_000);
        var rule = (Rule.Single) Ruleset.parse(comments + "Rules = [ CustomSql \"" + query + "\" > 0 ]")
                .rules()
                .get(0);
        assertThat(rule.columns().get(0)).hasSize(query.length() - 20_000);
    }

    @Provide
    Arbitrary<List<String>> rulesets() {
        var nested = Combinators.combine(rule(), Arbitraries.of(" and ", " or "), rule(), rule())
                .as((one, operator, two, three) ->
                        "(" + one + ")" + operator + "((" + two + ")" + " or " + "(" + three + "))");
        return Arbitraries.oneOf(rule(), nested).list().ofMinSize(1).ofMaxSize(5);
    }

    private static Arbitrary<String> rule() {
        var text = Arbitraries.strings()
                .all()
                .ofMaxLength(12)
                .map(value -> "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        var number = Arbitraries.doubles().between(-1e9, 1e9).map(String::valueOf);
        var condition = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("= ", "!= ", "< ", "<= ", "> ", ">= "), number)
                        .as(String::concat),
                Combinators.combine(Arbitraries.of("between ", "not between "), number, number)
                        .as((word, low, high) -> word + low + " and " + high),
                Combinators.combine(
                                Arbitraries.of("in [", "not in ["),
                                number.list().ofMinSize(1))
                        .as((word, values) -> word + String.join(", ", values) + "]"));
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("RowCount ", "ColumnCount "), condition)
                        .as(String::concat),
                Combinators.combine(Arbitraries.of("ColumnValues ", "Mean ", "ColumnLength "), text, condition)
                        .as((type, column, holds) -> type + column + " " + holds),
                Combinators.combine(Arbitraries.of("IsUnique ", "IsPrimaryKey "), text, text)
                        .as((type, one, other) -> type + one + " " + other + " where \"a > 1\""));
    }
}
