package io.mastic.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.BatchDeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.TableInput;

class ValidationTest {
    @Test
    void allViolationsAreReportedAtOnceInTheWordingOfAws() {
        assertThat(refusal("GetTable", GetTableRequest.builder().name("").build()))
                .isEqualTo("2 validation errors detected: "
                        + "Value null at 'databaseName' failed to satisfy constraint: Member must not be null; "
                        + "Value '' at 'name' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1");
    }

    @Test
    void nestedMembersAreNamedByTheirPath() {
        var request = CreateTableRequest.builder()
                .databaseName("sales")
                .tableInput(TableInput.builder().name("x".repeat(256)).build())
                .build();
        assertThat(refusal("CreateTable", request))
                .startsWith("1 validation error detected: Value 'xxx")
                .endsWith("at 'tableInput.name' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 255");
    }

    @Test
    void numbersHaveTheirRange() {
        var request = GetPartitionsRequest.builder()
                .databaseName("sales")
                .tableName("orders")
                .maxResults(1001)
                .build();
        assertThat(refusal("GetPartitions", request))
                .isEqualTo("1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: "
                        + "Member must have value less than or equal to 1000");
    }

    @Test
    void listsAndMapsHoldNoNulls() {
        var listed = BatchDeleteConnectionRequest.builder()
                .connectionNameList("first", null)
                .build();
        assertThat(refusal("BatchDeleteConnection", listed))
                .isEqualTo("1 validation error detected: Value null at 'connectionNameList.2.member' "
                        + "failed to satisfy constraint: Member must not be null");

        var parameters = new HashMap<String, String>();
        parameters.put("owner", null);
        var mapped = CreateTableRequest.builder()
                .databaseName("sales")
                .tableInput(TableInput.builder()
                        .name("orders")
                        .parameters(parameters)
                        .build())
                .build();
        assertThat(refusal("CreateTable", mapped))
                .isEqualTo("1 validation error detected: Value null at 'tableInput.parameters.owner.member' "
                        + "failed to satisfy constraint: Member must not be null");
    }

    @Test
    void aRequestThatSatisfiesTheModelPasses() {
        var request =
                GetTableRequest.builder().databaseName("sales").name("orders").build();
        assertThatCode(() -> Validation.check(ServiceId.GLUE, "GetTable", request))
                .doesNotThrowAnyException();
    }

    private static String refusal(String operation, SdkPojo request) {
        var refused = new String[1];
        assertThatThrownBy(() -> Validation.check(ServiceId.GLUE, operation, request))
                .isInstanceOfSatisfying(ServiceException.class, e -> {
                    assertThat(e.code()).isEqualTo("ValidationException");
                    refused[0] = e.message();
                });
        return refused[0];
    }
}
