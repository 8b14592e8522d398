package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.JsonCodec;
import io.mastic.protocol.Operation;
import io.mastic.protocol.ServiceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What Create takes, Get gives back, with AWS's defaults for the rest: for every pair of the two that is served. The
 * request is made from the model with every member set; a case says what of it must be otherwise, and what may differ.
 */
class CreatedThingsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACCOUNT = "111122223333";

    /** Members of requests that say something of the request, not of the thing. */
    private static final Set<String> OF_REQUESTS = Set.of("CatalogId");

    @TempDir
    Path folder;

    @Test
    void getGivesBackWhatCreateTook() {
        try (var plane = TestingControlPlane.builder().data(folder).start()) {
            var served = operations(plane);
            var pairs = pairs(served.keySet());
            assertThat(CreatedThing.ALL.stream().map(c -> c.create() + " " + c.get()))
                    .as("a case for each pair")
                    .containsExactlyInAnyOrderElementsOf(pairs);
            var caller = caller(plane);
            var wrong = new ArrayList<String>();
            for (var one : CreatedThing.ALL) {
                wrong.addAll(differences(one, served, caller));
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static Map<String, Operation<?, ?>> operations(TestingControlPlane plane) {
        return plane.operationTables().stream()
                .filter(table -> table.service() != ServiceId.STS)
                .flatMap(table ->
                        table.names().stream().map(name -> table.find(name).orElseThrow()))
                .collect(Collectors.toMap(Operation::name, operation -> operation, (a, b) -> a, TreeMap::new));
    }

    private static Caller caller(TestingControlPlane plane) {
        return new Caller(
                ACCOUNT,
                "arn:aws:iam::" + ACCOUNT + ":root",
                ACCOUNT,
                plane.credentials().accessKeyId());
    }

    private static List<String> pairs(Set<String> names) {
        return names.stream()
                .filter(name -> name.startsWith("Create"))
                .flatMap(name -> Stream.of("", "s", "es")
                        .map(ending -> "Get" + name.substring("Create".length()) + ending)
                        .filter(names::contains)
                        .findFirst()
                        .map(get -> name + " " + get)
                        .stream())
                .toList();
    }

    private static List<String> differences(CreatedThing one, Map<String, Operation<?, ?>> served, Caller caller) {
        var create = served.get(one.create());
        var request = patched(ExampleRequests.json(create.request()), (ObjectNode) tree(one.patch()));
        answer(create, request, caller);
        var shown = answer(served.get(one.get()), tree(one.asked()), caller).at(one.shown());
        var given = (ObjectNode) request.at(one.given());
        var members = new TreeSet<String>();
        given.fieldNames().forEachRemaining(members::add);
        shown.fieldNames().forEachRemaining(members::add);
        members.removeAll(one.differing().keySet());
        if (one.given().isEmpty()) {
            members.removeAll(OF_REQUESTS);
        }
        return members.stream()
                .flatMap(member -> difference(one, member, given.get(member), shown.get(member)).stream())
                .map(text -> one.create() + " " + text)
                .toList();
    }

    private static Optional<String> difference(CreatedThing one, String member, JsonNode given, JsonNode shown) {
        var expected = given == null ? one.added().get(member) : given.toString();
        if ("*".equals(expected) && shown != null) {
            return Optional.empty();
        }
        var same = expected != null
                && shown != null
                && tree(expected).equals(CreatedThingsTest::compare, tree(shown.toString()));
        return same ? Optional.empty() : Optional.of(member + ": expected " + expected + ", shown " + shown);
    }

    /** Numbers are the same however they are written. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static ObjectNode patched(ObjectNode example, ObjectNode patch) {
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                example.remove(member.getKey());
            } else if (member.getValue().isObject()
                    && example.path(member.getKey()).isObject()) {
                patched((ObjectNode) example.get(member.getKey()), (ObjectNode) member.getValue());
            } else {
                example.set(member.getKey(), member.getValue());
            }
        });
        return example;
    }

    private static <I extends SdkPojo> JsonNode answer(Operation<I, ?> operation, JsonNode request, Caller caller) {
        var input = JsonCodec.read(request.toString().getBytes(StandardCharsets.UTF_8), operation.request());
        var call = new Call(caller, "us-east-1", "request", Instant.parse("2026-11-24T12:00:00Z"), Map.of());
        var reply = operation.handler().handle(call, input);
        return tree(new String(JsonCodec.write(reply.response()), StandardCharsets.UTF_8));
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
