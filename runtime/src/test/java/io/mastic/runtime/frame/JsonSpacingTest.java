package io.mastic.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonSpacingTest {
    @Test
    void blanksFollowCommasAndColonsOutsideOfText() {
        assertThat(JsonSpacing.spaced("{\"a,b\":[1.50,2],\"c\\\\\":\"x\\\":y,\"}"))
                .isEqualTo("{\"a,b\": [1.50, 2], \"c\\\\\": \"x\\\":y,\"}");
    }
}
