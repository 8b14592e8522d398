package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.JsonCodec;
import io.mastic.protocol.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;

/** Whoever names another account's catalog is asked for permission to that account's things, whatever the operation. */
class CatalogIdsTest {
    private static final String OWN = "111122223333";
    private static final String OTHER = "444455556666";

    @Test
    void theResourcesOfARequestAreThoseOfItsCatalog() {
        try (var plane = TestingControlPlane.builder().accountId(OWN).start()) {
            var withCatalog = plane.operationTables().stream()
                    .flatMap(table ->
                            table.names().stream().map(name -> table.find(name).orElseThrow()))
                    .filter(operation ->
                            ExampleRequests.json(operation.request()).has("CatalogId"))
                    .toList();
            assertThat(withCatalog).hasSizeGreaterThan(40).allSatisfy(operation -> {
                assertThat(accounts(operation, OTHER)).as(operation.name()).containsOnly(OTHER);
                assertThat(accounts(operation, OWN)).as(operation.name()).containsOnly(OWN);
                assertThat(accounts(operation, null)).as(operation.name()).containsOnly(OWN);
            });
        }
    }

    /** @param catalogId null for a request without one */
    private static <I extends SdkPojo> List<String> accounts(Operation<I, ?> operation, String catalogId) {
        var caller = new Caller(OWN, "arn:aws:iam::" + OWN + ":root", OWN, "AKIA");
        var call = new Call(caller, "us-east-1", "request", Instant.EPOCH, Map.of());
        JsonNode json = ExampleRequests.json(operation.request()).put("CatalogId", catalogId);
        var request = JsonCodec.read(json.toString().getBytes(StandardCharsets.UTF_8), operation.request());
        return operation.resources().of(call, request).stream()
                .map(arn -> arn.split(":")[4])
                .toList();
    }
}
