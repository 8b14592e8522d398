package io.mastic.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

class CborCodecTest {
    @Test
    void structuresListsNumbersAndTimesAreWrittenAndReadBack() {
        var time = Instant.parse("2026-11-24T12:00:00.250Z");
        var response = GetMetricDataResponse.builder()
                .metricDataResults(List.of(MetricDataResult.builder()
                        .id("a")
                        .values(1.5, 2.0)
                        .timestamps(time)
                        .build()))
                .build();
        var read = JsonCodec.read(CborCodec.tree(CborCodec.write(response)), GetMetricDataResponse.class);
        assertThat(read).isEqualTo(response);
    }

    @Test
    void timesAreTaggedAsSecondsSinceTheEpoch() {
        var response =
                MetricDataResult.builder().timestamps(Instant.ofEpochSecond(1)).build();
        // Tag 1, then the double 1.0.
        assertThat(HexFormat.of().formatHex(CborCodec.write(response))).contains("c1fb3ff0000000000000");
    }

    @Test
    void whatIsNoMapOfCborIsRefused() {
        for (var body : new String[] {"{}", "\u0001", "a"}) {
            assertThatThrownBy(() -> CborCodec.tree(body.getBytes(StandardCharsets.UTF_8)))
                    .as(body)
                    .isInstanceOf(ServiceException.class);
        }
        assertThat(JsonCodec.read(CborCodec.tree(new byte[0]), ListMetricsRequest.class))
                .isEqualTo(ListMetricsRequest.builder().build());
    }
}
