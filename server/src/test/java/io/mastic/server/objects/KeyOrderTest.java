package io.mastic.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyOrderTest {
    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("a", "b", "/", "é", "\uD7FF", "\uE000", "\uFFFD", "\uD800\uDC00", "\uDBFF\uDFFF")
                .list()
                .ofMaxSize(4)
                .map(letters -> String.join("", letters));
    }

    @Property
    void keysCompareAsTheBytesOfTheirUtf8(@ForAll("keys") String one, @ForAll("keys") String other) {
        int bytes =
                Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(KeyOrder.compare(one, other))).isEqualTo(Integer.signum(bytes));
    }
}
