package io.mastic.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetJobResponse;
import software.amazon.awssdk.services.glue.model.Job;

class DispatcherTest {
    private static final Caller CALLER =
            new Caller("111122223333", "arn:aws:iam::111122223333:user/ana", "AIDA1", "AKIA1");

    private final OperationTable table = OperationTable.of(ServiceId.GLUE)
            .serve(
                    "GetDatabase",
                    GetDatabaseRequest.class,
                    this::getDatabase,
                    (call, input) -> List.of("arn:aws:glue:us-east-1:111122223333:database/" + input.name()))
            .serve(new Operation<>(
                    "CreateJob",
                    CreateJobRequest.class,
                    this::echo,
                    OperationTable.Builder.anyResource(),
                    (call, input) -> Map.of(),
                    Set.of("CodeGenConfigurationNodes")))
            .build();
    private final Dispatcher dispatcher = new Dispatcher(
            request -> new Dispatcher.Verified(CALLER, "us-east-1"),
            (caller, action, resources, conditions) -> {
                if (resources.contains("arn:aws:glue:us-east-1:111122223333:database/secret")) {
                    throw new ServiceException("AccessDeniedException", 400, "not authorized to perform: " + action);
                }
            },
            List.of(table),
            UnsupportedOperations.read(new ByteArrayInputStream(
                    "# crawlers come later\nglue CreateCrawler\n".getBytes(StandardCharsets.UTF_8))),
            Clock.systemUTC(),
            () -> "request-1",
            failure -> failure instanceof java.io.UncheckedIOException
                    ? Optional.of(new ServiceException("InternalServiceException", 500, "Try again"))
                    : Optional.empty());

    private GetDatabaseResponse getDatabase(Call call, GetDatabaseRequest input) {
        if (input.name().equals("broken")) {
            throw new IllegalStateException("a secret detail");
        }
        if (input.name().equals("lost")) {
            throw new java.io.UncheckedIOException(new java.io.IOException("a secret detail"));
        }
        return GetDatabaseResponse.builder().database(d -> d.name(input.name())).build();
    }

    private Reply<GetJobResponse> echo(Call call, CreateJobRequest input) {
        var job = Job.builder().name(input.name()).build();
        return Reply.of(GetJobResponse.builder().job(job).build())
                .with(
                        "/Job/CodeGenConfigurationNodes",
                        call.raw("CodeGenConfigurationNodes").orElseThrow());
    }

    @Test
    void aServedOperationAnswersItsOutput() throws IOException {
        var answer = call("GetDatabase", "{\"Name\":\"sales\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/x-amz-json-1.1");
        assertThat(answer.operation()).isEqualTo("glue:GetDatabase");
        assertThat(json(answer).at("/Database/Name").asText()).isEqualTo("sales");
    }

    @Test
    void authorisationComesBeforeTheModel() throws IOException {
        assertError(call("GetDatabase", "{\"Name\":\"secret\",\"CatalogId\":\"\"}"), "AccessDeniedException");
        assertError(call("GetDatabase", "{\"Name\":\"open\",\"CatalogId\":\"\"}"), "ValidationException");
    }

    @Test
    void aFailureLeavesAsTheInternalErrorWithoutItsDetail() throws IOException {
        var answer = call("GetDatabase", "{\"Name\":\"broken\"}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(json(answer).path("__type").asText()).isEqualTo("InternalServiceException");
        assertThat(json(answer).path("Message").asText()).contains("request-1").doesNotContain("secret detail");
    }

    @Test
    void aKnownFailureLeavesWithItsOwnMessage() throws IOException {
        var answer = call("GetDatabase", "{\"Name\":\"lost\"}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(json(answer).path("Message").asText()).isEqualTo("Try again");
    }

    @Test
    void anOperationThatIsNotServedSaysWhy() throws IOException {
        var answer = call("CreateCrawler", "{}");
        assertError(answer, "OperationNotSupportedException");
        assertThat(json(answer).path("Message").asText())
                .isEqualTo("CreateCrawler is not supported: crawlers come later");
    }

    @Test
    void anOperationThatAwsDoesNotHaveIsUnknown() throws IOException {
        assertError(call("MakeCoffee", "{}"), "UnknownOperationException");
    }

    @Test
    void graphsTravelAsTheyCame() throws IOException {
        var graph =
                "{\"node-1\":{\"S3CsvSource\":{\"Name\":\"trades\",\"Paths\":[\"s3://b/in\"],\"Separator\":\"comma\","
                        + "\"QuoteChar\":\"quote\",\"NewerThanTheSdk\":[1,{\"a\":null}]}}}";
        var answer = call(
                "CreateJob",
                "{\"Name\":\"j\",\"Role\":\"r\",\"Command\":{},\"CodeGenConfigurationNodes\":" + graph + "}");
        assertThat(json(answer).at("/Job/CodeGenConfigurationNodes")).isEqualTo(new ObjectMapper().readTree(graph));
    }

    @Test
    void aServiceThatIsNotHereIsAClientsError() throws IOException {
        var request = new WireRequest(
                "POST",
                "/",
                "",
                Map.of(
                        "authorization", List.of(authorization("dynamodb")),
                        "x-amz-target", List.of("DynamoDB_20120810.ListTables")),
                new byte[0]);
        assertError(dispatcher.answer(request), "UnknownOperationException");
    }

    private static void assertError(WireResponse answer, String code) throws IOException {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).contains(code);
        assertThat(json(answer).path("__type").asText()).isEqualTo(code);
    }

    private WireResponse call(String operation, String body) {
        return dispatcher.answer(new WireRequest(
                "POST",
                "/",
                "",
                Map.of(
                        "authorization", List.of(authorization("glue")),
                        "x-amz-target", List.of("AWSGlue." + operation)),
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String authorization(String service) {
        return "AWS4-HMAC-SHA256 Credential=AKIA1/20261124/us-east-1/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0";
    }

    private static JsonNode json(WireResponse answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
