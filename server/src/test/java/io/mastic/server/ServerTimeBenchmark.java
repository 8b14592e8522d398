package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Dispatcher;
import io.mastic.protocol.Operation;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.protocol.SignatureV4;
import io.mastic.protocol.UnsupportedOperations;
import io.mastic.protocol.WireRequest;
import io.mastic.server.catalog.DatabaseOperations;
import io.mastic.server.catalog.Databases;
import io.mastic.server.catalog.TableOperations;
import io.mastic.server.catalog.Tables;
import io.mastic.server.identity.AccessKeys;
import io.mastic.server.identity.Secrets;
import io.mastic.server.store.Database;
import io.mastic.server.tags.Tags;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What a GetTable costs in the server without the network, by phase. Part of {@code make bench}, no test. */
class ServerTimeBenchmark {
    private static final String ACCOUNT = "111122223333";
    private static final int WARM = 40_000;
    private static final int COUNT = 20_000;

    @TempDir
    Path folder;

    private final Map<String, Long> nanos = new TreeMap<>();

    @Test
    void getTableByPhase() throws IOException {
        try (var database = Database.inFolder(folder)) {
            var random = new SecureRandom();
            var clock = Clock.systemUTC();
            var identity = new Identity(database.jdbi(), Secrets.of(folder, Optional.empty(), random), clock, random);
            identity.store.insertAccount(ACCOUNT, 0);
            var signatures = new SignatureV4(identity.accessKeys, clock);
            var tables = new TableOperations(new Tables(database.jdbi(), clock)).table();
            var databases =
                    new DatabaseOperations(new Databases(database.jdbi(), clock), new Tags(database.jdbi())).table();
            var dispatcher = new Dispatcher(
                    request -> timed("signature", () -> signatures.verify(request)),
                    timed(identity.authoriser),
                    List.of(timed(tables, "GetTable"), timed(databases, "CreateDatabase")),
                    UnsupportedOperations.read(ControlPlane.class.getResourceAsStream("unsupported-operations.txt")),
                    clock,
                    () -> "request",
                    failure -> Optional.empty());
            var key = identity.accessKeys.createForRoot(ACCOUNT);
            answer(dispatcher, signed(key, "CreateDatabase", "{\"DatabaseInput\":{\"Name\":\"d\"}}"));
            var columns = java.util.stream.IntStream.range(0, 20)
                    .mapToObj(number -> "{\"Name\":\"column_" + number + "\",\"Type\":\"string\"}")
                    .collect(Collectors.joining(","));
            answer(
                    dispatcher,
                    signed(
                            key,
                            "CreateTable",
                            "{\"DatabaseName\":\"d\",\"TableInput\":{\"Name\":\"t\",\"StorageDescriptor\":{\"Columns\":["
                                    + columns + "]}}}"));
            measure(dispatcher, signed(key, "GetTable", "{\"DatabaseName\":\"d\",\"Name\":\"t\"}"));
        }
    }

    private void measure(Dispatcher dispatcher, WireRequest request) {
        for (int i = 0; i < WARM; i++) {
            answer(dispatcher, request);
        }
        nanos.clear();
        var start = System.nanoTime();
        for (int i = 0; i < COUNT; i++) {
            answer(dispatcher, request);
        }
        double whole = (System.nanoTime() - start) / 1000.0 / COUNT;
        double known = 0;
        var line = new StringBuilder("GetTable of 20 columns in the server, microseconds:");
        for (var phase : nanos.entrySet()) {
            double each = phase.getValue() / 1000.0 / COUNT;
            known += each;
            line.append(String.format(Locale.ROOT, " %s %.1f,", phase.getKey(), each));
        }
        line.append(String.format(Locale.ROOT, " reading and writing the wire %.1f, whole %.1f", whole - known, whole));
        System.out.println(line);
    }

    private static void answer(Dispatcher dispatcher, WireRequest request) {
        assertThat(dispatcher.answer(request).status()).isEqualTo(200);
    }

    private interface Work<T> {
        T done();
    }

    private <T> T timed(String phase, Work<T> work) {
        var start = System.nanoTime();
        try {
            return work.done();
        } finally {
            nanos.merge(phase, System.nanoTime() - start, Long::sum);
        }
    }

    private Authoriser timed(Authoriser authoriser) {
        return (caller, action, resources, conditions) -> timed("permission", () -> {
            authoriser.authorise(caller, action, resources, conditions);
            return true;
        });
    }

    private OperationTable timed(OperationTable table, String name) {
        var builder = OperationTable.of(ServiceId.GLUE);
        table.names()
                .forEach(one -> builder.serve(
                        one.equals(name)
                                ? timed(table.find(one).orElseThrow())
                                : table.find(one).orElseThrow()));
        return builder.build();
    }

    private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> timed(Operation<I, O> operation) {
        return new Operation<>(
                operation.name(),
                operation.request(),
                (call, input) -> timed(
                        "operation and database", () -> operation.handler().handle(call, input)),
                operation.resources(),
                operation.conditions(),
                operation.rawMembers());
    }

    private static WireRequest signed(AccessKeys.AccessKey key, String operation, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://127.0.0.1:4747/"))
                .putHeader("X-Amz-Target", "AWSGlue." + operation)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsCredentialsIdentity.create(key.id(), key.secret()))
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "glue")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        var headers = signed.headers().entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        return new WireRequest("POST", "/", "", headers, bytes);
    }
}
