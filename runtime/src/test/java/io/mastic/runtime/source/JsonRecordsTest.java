package io.mastic.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.ChoiceTypes;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class JsonRecordsTest {
    @Test
    void wholeNumbersAreIntWhileAllFit() {
        assertThat(type("{\"a\": 2147483647}", "{\"a\": -2147483648}")).isEqualTo("struct<a:int>");
        assertThat(type("{\"a\": 9223372036854775808}")).isEqualTo("struct<a:double>");
    }

    @Test
    void valuesOfSeveralTypesAreAChoice() {
        assertThat(type("{\"a\": 1}", "{\"a\": 2147483648}")).isEqualTo("struct<a:struct<int:int,long:bigint>>");
        assertThat(type("{\"a\": 1, \"b\": [1]}", "{\"a\": true, \"b\": {\"c\": 1}}"))
                .isEqualTo("struct<a:struct<boolean:boolean,int:int>,b:struct<array:array<int>,struct:struct<c:int>>>");
        assertThat(ChoiceTypes.isChoice(inspect("{\"a\": 1}", "{\"a\": \"x\"}")
                        .types()
                        .columns()
                        .apply("a")
                        .dataType()))
                .isTrue();
        assertThat(ChoiceTypes.hasChoice(
                        inspect("{\"a\": {\"int\": 1}}").types().columns()))
                .isFalse();
    }

    @Test
    void nothingIsKnownOfNulls() {
        assertThat(type("{\"a\": null, \"b\": []}")).isEqualTo("struct<a:void,b:array<void>>");
        assertThat(type("{\"a\": null, \"b\": []}", "{\"b\": [{\"c\": \"x\"}], \"a\": false}"))
                .isEqualTo("struct<a:boolean,b:array<struct<c:string>>>");
    }

    @Test
    void aMalformedTextLeavesNoTrace() {
        JsonRecords found = inspect("{\"a\": 1, \"b\": ", "[1]", "", " ", "7", "{\"a\": 2} and more", "{\"c\": tru}");
        assertThat(HiveTypes.name(found.types().columns())).isEqualTo("struct<a:int>");
        assertThat(found.malformed()).isEqualTo(4);
    }

    @Test
    void filesOfSeveralRecordsAreCutAsTheyAreWritten() {
        assertThat(JsonRecords.split(" {\"a\": 1.50}\n[ {\"b\": \"}\"} , {} ]\n{\"c\":\n 1}"))
                .containsExactly("{\"a\": 1.50}", "{\"b\": \"}\"}", "{}", "{\"c\":\n 1}");
        assertThat(JsonRecords.split("{\"a\": 1} {\"b\" {\"c\": 2}")).containsExactly("{\"a\": 1}", "?");
        assertThat(JsonRecords.split("")).isEmpty();
    }

    @Property
    boolean howTextsAreDividedMakesNoDifference(@ForAll List<Long> numbers, @ForAll int seed) {
        List<String> texts = numbers.stream().map(n -> "{\"a\": " + n + "}").toList();
        int cut = texts.isEmpty() ? 0 : Math.floorMod(seed, texts.size());
        JsonRecords parts = JsonRecords.of(texts.subList(0, cut).iterator())
                .merge(JsonRecords.of(texts.subList(cut, texts.size()).iterator()));
        return parts.types()
                .columns()
                .equals(JsonRecords.of(texts.iterator()).types().columns());
    }

    private static String type(String... texts) {
        return HiveTypes.name(inspect(texts).types().columns());
    }

    private static JsonRecords inspect(String... texts) {
        return JsonRecords.of(Arrays.asList(texts).iterator());
    }
}
