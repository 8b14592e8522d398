package io.mastic.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FieldPathTest {
    @Test
    void dotsSeparateLevels() {
        assertThat(FieldPath.parse("address.street.name").names()).containsExactly("address", "street", "name");
    }

    @Test
    void backticksQuoteDots() {
        assertThat(FieldPath.parse("`a.b`.c.`d.`").names()).containsExactly("a.b", "c", "d.");
    }

    @Test
    void doubledBackticksWithinQuotesAreOne() {
        assertThat(FieldPath.parse("`a``b`.`c``.d`").names()).containsExactly("a`b", "c`.d");
        assertThat(FieldPath.parse("````.``` ```.```[]`").names()).containsExactly("`", "` `", "`[]");
    }

    @Test
    void onlyNamesThatWouldReadOtherwiseAreQuoted() {
        assertThat(FieldPath.level("provider id")).isEqualTo("provider id");
        assertThat(FieldPath.level("a.b")).isEqualTo("`a.b`");
        assertThat(FieldPath.level("a`b")).isEqualTo("`a``b`");
        assertThat(FieldPath.level("friends[]")).isEqualTo("`friends[]`");
    }

    @Test
    void blanksBelongToNames() {
        assertThat(FieldPath.parse("provider id").names()).containsExactly("provider id");
    }

    @Test
    void bracketsMeanTheElements() {
        assertThat(FieldPath.parse("friends[]")).isEqualTo(new FieldPath(List.of("friends"), true));
        assertThat(FieldPath.parse("friends[].id")).isEqualTo(new FieldPath(List.of("friends", "id"), false));
        assertThat(FieldPath.parse("`friends[]`")).isEqualTo(new FieldPath(List.of("friends[]"), false));
    }

    @Test
    void aDotAtTheBeginningBelongsToTheName() {
        assertThat(FieldPath.parse(".id").names()).containsExactly(".id");
        assertThat(FieldPath.parse("`.id`").names()).containsExactly(".id");
    }

    @Test
    void levelsWithoutNamesAreRefused() {
        for (String text : List.of("", ".", "..", "a.", "a..b", "``")) {
            assertThatThrownBy(() -> FieldPath.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + text + "\"");
        }
    }

    @Test
    void openBackticksAreRefused() {
        for (String text : List.of("`a.b", "a`b", "`a``", "```")) {
            assertThatThrownBy(() -> FieldPath.parse(text)).hasMessageContaining("backtick that is not closed");
        }
    }

    @Property
    void quotedNamesComeBack(
            @ForAll @Size(min = 1, max = 4) List<@NotEmpty @Chars({'a', '.', '`', '[', ']'}) String> names) {
        String text = String.join(".", names.stream().map(FieldPath::quote).toList());
        assertThat(FieldPath.parse(text)).isEqualTo(new FieldPath(names, false));
    }

    @Property
    void levelsComeBack(@ForAll @NotEmpty @Chars({'a', '.', '`', '[', ']'}) String name) {
        assertThat(FieldPath.parse(FieldPath.level(name))).isEqualTo(new FieldPath(List.of(name), false));
    }
}
