package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.protocol.Operation;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.store.EachDatabase;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Requests made from the model of every operation that is served, then spoilt: each gets an answer, none a fault.
 *
 * <p>{@code make soak} sends many more of them to a server in a process of its own, whose data folder it names.
 */
@EachDatabase
class MalformedRequestsTest {
    private static final int REQUESTS = Integer.getInteger("mastic.malformed", 2_000);
    private static final long SEED = Long.getLong("mastic.malformed.seed", 20_261_124);
    private static final Optional<Path> SERVER =
            Optional.ofNullable(System.getProperty("mastic.malformed.server")).map(Path::of);
    private final Random random = new Random(SEED);

    @Test
    void everySpoiltRequestIsAnsweredAndNoneIsAFault() throws IOException, InterruptedException {
        try (var plane = TestingControlPlane.builder().start()) {
            var keys = Credentials.read(SERVER.orElse(plane.data()));
            var endpoint = SERVER.isPresent()
                    ? ServerFile.running(SERVER.get()).orElseThrow().endpoint()
                    : plane.endpoint();
            var requests = new SignedRequests(endpoint, keys);
            var faults = new ArrayList<String>();
            var codes = new TreeMap<Integer, Integer>();
            var tables = plane.operationTables();
            for (int i = 0; i < REQUESTS; i++) {
                var table = tables.get(random.nextInt(tables.size()));
                var names = table.names().stream().sorted().toList();
                var operation =
                        table.find(names.get(random.nextInt(names.size()))).orElseThrow();
                var body = spoilt(table, operation);
                var answer = requests.send(table.service(), operation.name(), body);
                codes.merge(answer.statusCode(), 1, Integer::sum);
                if (answer.statusCode() >= 500
                        || answer.headers().firstValue("x-amzn-RequestId").isEmpty()) {
                    faults.add(operation.name() + " " + new String(body, StandardCharsets.UTF_8) + " -> "
                            + answer.statusCode() + " " + answer.body());
                }
            }
            assertThat(faults).as("seed " + SEED).isEmpty();
            assertThat(codes).as("some pass, some do not").containsKeys(200, 400);
        }
    }

    private byte[] spoilt(OperationTable table, Operation<?, ?> operation) {
        var json = ExampleRequests.json(operation.request());
        // With fewer members more requests pass the model's checks and reach the operation.
        var kept = random.nextDouble();
        json.retain(List.copyOf(json.properties()).stream()
                .map(Map.Entry::getKey)
                .filter(name -> random.nextDouble() < kept)
                .toList());
        for (int i = random.nextInt(4); i > 0; i--) {
            spoil(json, 0);
        }
        var text = table.service().protocol() == ServiceId.Protocol.AWS_JSON_1_1
                ? json.toString()
                : form(operation.name(), json);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(16) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    /** Walks to a random member and replaces or removes it, or renames a text to one that passes more checks. */
    private void spoil(JsonNode node, int depth) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = names.get(random.nextInt(names.size()));
            if (depth < 6 && object.get(name).isContainerNode() && random.nextBoolean()) {
                spoil(object.get(name), depth + 1);
            } else if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, anything());
            }
        } else if (node instanceof ArrayNode array) {
            array.add(anything());
        }
    }

    private JsonNode anything() {
        var nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(14)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(-1);
            case 2 -> nodes.numberNode(Integer.MAX_VALUE);
            case 3 -> nodes.numberNode(BigInteger.TEN.pow(400));
            case 4 -> nodes.numberNode(1e-300);
            case 5 -> nodes.textNode("");
            case 6 -> nodes.textNode("x".repeat(70_000));
            case 7 -> nodes.textNode("\u0000\n\ud83d\ude80%_!'\"\\../..");
            case 8 -> nodes.booleanNode(random.nextBoolean());
            case 9 -> nodes.arrayNode().add(nodes.nullNode()).add("a").add(1);
            case 10 -> nodes.objectNode().putNull("a").put("", 1);
            case 11 -> nodes.arrayNode();
            case 12 -> nodes.objectNode();
            default ->
                nodes.textNode(List.of("default", "glueetl", "MasticGlueRole", "a=1 AND", "b/1", "{}")
                        .get(random.nextInt(6)));
        };
    }

    private static String form(String operation, ObjectNode json) {
        var flat = new TreeMap<String, String>();
        flat.put("Action", operation);
        flat.put("Version", "2010-05-08");
        json.fields().forEachRemaining(member -> flatten(member.getKey(), member.getValue(), flat));
        return flat.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static void flatten(String path, JsonNode node, TreeMap<String, String> flat) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + ".member." + (i + 1), node.get(i), flat);
            }
        } else if (node.isObject()) {
            node.fields().forEachRemaining(member -> flatten(path + "." + member.getKey(), member.getValue(), flat));
        } else {
            flat.put(path, node.asText());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
