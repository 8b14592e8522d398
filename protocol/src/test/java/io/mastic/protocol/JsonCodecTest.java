package io.mastic.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;

class JsonCodecTest {
    @Property(tries = 3)
    void everyShapeOfEveryJsonServiceSurvivesTheWire(@ForAll long seed) {
        var random = new Random(seed);
        var shapes = SdkShapes.ofJsonServices();
        assertThat(shapes.size()).isGreaterThan(1_000);
        for (var shape : shapes) {
            var pojo = SdkShapes.random(shape, random);
            assertThat(JsonCodec.read(JsonCodec.write(pojo), shape)).isEqualTo(pojo);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"DatabaseName\": 7}",
                "{\"DatabaseName\": [\"a\"]}",
                "{\"MaxResults\": \"10\"}",
                "{\"MaxResults\": 1.5}",
                "{\"MaxResults\": 3000000000}",
                "{\"MaxResults\": 1e1000000000}",
                "{\"ExcludeColumnSchema\": \"true\"}",
                "{\"Segment\": \"x\"}",
                "{\"Segment\": {\"SegmentNumber\": true}}",
                "{\"QueryAsOfTime\": \"yesterday\"}",
                "{\"DatabaseName\": \"a\", \"DatabaseName\": \"b\"}",
                "{\"DatabaseName\": \"a\"} {}",
                "{\"DatabaseName\": ",
                "[]",
                "7",
            })
    void aWrongJsonTypeIsASerializationException(String body) {
        assertThatThrownBy(() -> JsonCodec.read(bytes(body), GetPartitionsRequest.class))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("SerializationException"));
    }

    @Test
    void deepNestingIsRefusedBeforeItCostsAStack() {
        var deep = "{\"TableInput\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> JsonCodec.read(bytes(deep), CreateTableRequest.class))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("nesting");
    }

    @Test
    void unknownMembersAndNullsAreSkipped() {
        var read = JsonCodec.read(
                bytes("{\"DatabaseName\": \"sales\", \"TableName\": null, \"Newer\": {\"a\": [1]}}"),
                GetPartitionsRequest.class);
        assertThat(read)
                .isEqualTo(GetPartitionsRequest.builder().databaseName("sales").build());
    }

    @Test
    void anEmptyBodyIsTheEmptyObject() {
        assertThat(JsonCodec.read(new byte[0], GetPartitionsRequest.class))
                .isEqualTo(GetPartitionsRequest.builder().build());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
