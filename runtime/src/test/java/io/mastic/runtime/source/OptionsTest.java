package io.mastic.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    @Test
    void valuesMayBeTextOrTyped() {
        Options options = Options.parse("{\"a\": true, \"b\": \"True\", \"c\": -1, \"d\": null, \"e\": \"no\"}");
        assertThat(options.flag("a", false)).isTrue();
        assertThat(options.flag("b", false)).isTrue();
        assertThat(options.flag("e", true)).isFalse();
        assertThat(options.flag("d", true)).isTrue();
        assertThat(options.text("c")).contains("-1");
        assertThat(options.text("d")).isEmpty();
    }

    @Test
    void namesAreFoundInAnyCase() {
        assertThat(Options.parse("{\"multiline\": \"true\"}").flag("multiLine", false))
                .isTrue();
    }

    @Test
    void listsMayBeListsTextsOfListsOrOneText() {
        Options options = Options.parse("{\"a\": [\"x\", \"y\"], \"b\": \"[\\\"x\\\"]\", \"c\": \"x\", \"d\": \"\"}");
        assertThat(options.list("a")).containsExactly("x", "y");
        assertThat(options.list("b")).containsExactly("x");
        assertThat(options.list("c")).containsExactly("x");
        assertThat(options.list("d")).isEmpty();
        assertThat(options.list("e")).isEmpty();
    }

    @Test
    void onlyObjectsAreOptions() {
        assertThatThrownBy(() -> Options.parse("[1]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Options.parse("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersComeAsTextOrNumbers() {
        Options options = Options.parse("{\"text\": \" 7 \", \"number\": 8, \"empty\": \"\", \"word\": \"many\"}");
        assertThat(options.number("TEXT", 1)).isEqualTo(7);
        assertThat(options.number("number", 1)).isEqualTo(8);
        assertThat(options.number("empty", 1)).isEqualTo(1);
        assertThat(options.number("absent", 1)).isEqualTo(1);
        assertThatThrownBy(() -> options.number("word", 1)).hasMessage("Option 'word' is not a number: many");
    }

    @Test
    void aTablesParametersStandIn() {
        Options options = Options.parse("{\"groupFiles\": \"none\"}").or(Map.of("GroupFiles", "inPartition", "b", "2"));
        assertThat(options.text("groupfiles")).contains("none");
        assertThat(options.text("B")).contains("2");
    }
}
