package io.mastic.model.graph.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.model.graph.library.ValidationRule.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationRuleTest {
    @ParameterizedTest
    @CsvSource({
        "'^\\d{4}$', 2023, HOLDS",
        "'^\\d{4}$', 23, FAILS",
        "'\\d', a1b, HOLDS",
        "'[A-Z]', abc, FAILS",
        "'a|', '', HOLDS",
        "'(', '(', UNDECIDED"
    })
    void aRuleMayMatchAnywhere(String rule, String value, Outcome outcome) {
        assertThat(ValidationRule.test(rule, value)).isEqualTo(outcome);
    }

    @Test
    void aRuleThatNeverEndsIsCutOff() {
        assertThat(ValidationRule.test("^(.*a){12}$", "a".repeat(60) + "!")).isEqualTo(Outcome.UNDECIDED);
        assertThat(ValidationRule.test("^(a|b)*$", "ab".repeat(100_000))).isEqualTo(Outcome.UNDECIDED);
    }
}
