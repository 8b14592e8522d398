package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.JsonCodec;
import io.mastic.protocol.Operation;
import io.mastic.protocol.ServiceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** What is served of AWS's services, told by the operation tables themselves. */
class OperationsPageTest {
    private static final Map<ServiceId, Class<?>> CLIENTS = Map.of(
            ServiceId.GLUE, GlueAsyncClient.class,
            ServiceId.LOGS, CloudWatchLogsAsyncClient.class,
            ServiceId.STS, StsAsyncClient.class,
            ServiceId.IAM, IamAsyncClient.class,
            ServiceId.CLOUDWATCH, CloudWatchAsyncClient.class);
    private static final Map<ServiceId, String> TITLES = Map.of(
            ServiceId.GLUE, "AWS Glue",
            ServiceId.LOGS, "Amazon CloudWatch Logs",
            ServiceId.STS, "AWS STS",
            ServiceId.IAM, "AWS IAM",
            ServiceId.CLOUDWATCH, "Amazon CloudWatch",
            ServiceId.STUDIO, "Mastic studio");
    private static final String INTRODUCTION =
            """
            # Operations

            What Mastic serves of each AWS service, and what it does not, with the reason. An operation that is not
            served answers `OperationNotSupportedException` (Glue) or `UnknownOperationException` with that reason.

            *Resources* are the ARNs that policies are asked about, with the request's members in `<>`; all of them must
            be allowed. *Condition keys* are those that the request offers besides the global ones. *Served by* is the
            method to read. S3 is served as well, by s3proxy over the data folder: it has no list here.

            """;

    private static final Map<String, String> METHODS = methods();

    private static TestingControlPlane plane;

    @BeforeAll
    static void start() {
        plane = TestingControlPlane.builder().start();
    }

    @AfterAll
    static void close() {
        plane.close();
    }

    private static Map<String, Operation<?, ?>> served(ServiceId service) {
        return plane.operationTables().stream()
                .filter(table -> table.service() == service)
                .flatMap(table ->
                        table.names().stream().map(name -> table.find(name).orElseThrow()))
                .collect(Collectors.toMap(Operation::name, operation -> operation, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> unsupported(ServiceId service) {
        var all = ControlPlane.unsupportedOperations();
        var prefix = service.signingName() + ":";
        return all.names().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toMap(
                        name -> name.substring(prefix.length()),
                        name -> all.reason(name).orElseThrow(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** As the SDK's client interface has them, which spells some otherwise than the wire: in lower case. */
    private static Set<String> ofAws(ServiceId service) {
        if (service == ServiceId.STUDIO) {
            return Set.of();
        }
        return Arrays.stream(CLIENTS.get(service).getMethods())
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .filter(AwsRequest.class::isAssignableFrom)
                .map(type -> type.getSimpleName().replaceFirst("Request$", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that AWS does not have, with what they are for, in a file of {@code glue RenameTable: sentence} a line. */
    private static Map<String, String> own(ServiceId service) {
        return sentences("own-operations.txt", service).stream()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a, TreeMap::new));
    }

    @Test
    void everyOperationOfAwsIsServedOrRefusedWithAReason() {
        for (var service : ServiceId.values()) {
            var served = served(service).keySet();
            var unsupported = unsupported(service);
            assertThat(Collections.disjoint(served, unsupported.keySet()))
                    .as("served and unsupported")
                    .isTrue();
            // More may be listed: there are clients newer than this SDK.
            assertThat(Stream.concat(served.stream(), unsupported.keySet().stream())
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet())
                            .containsAll(ofAws(service)))
                    .as(service.signingName())
                    .isTrue();
            assertThat(served.stream().filter(name -> !ofAws(service).contains(name.toLowerCase(Locale.ROOT))))
                    .as("of our own")
                    .containsExactlyInAnyOrderElementsOf(own(service).keySet());
            assertThat(unsupported.values()).as("reasons").noneMatch(String::isBlank);
        }
    }

    @Test
    void noOperationIsInTwoTables() {
        var names = plane.operationTables().stream()
                .flatMap(table -> table.names().stream().map(name -> table.service() + " " + name))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void everyOperationIsServedByTheMethodOfItsName() {
        var served =
                Stream.of(ServiceId.values()).map(OperationsPageTest::served).flatMap(all -> all.keySet().stream());
        assertThat(served).allSatisfy(name -> assertThat(METHODS).containsKey(lowerFirst(name)));
    }

    @Test
    void thePageTellsWhatTheTablesSay() throws IOException {
        var page = new StringBuilder(INTRODUCTION);
        for (var service : ServiceId.values()) {
            page.append(section(service));
        }
        new GeneratedPage("operations.md").isOrBecomes(page.toString());
    }

    private static String section(ServiceId service) {
        if (service == ServiceId.STUDIO) {
            return "## %s\n\nA service of Mastic's own, [described with examples](visual-jobs.md).\n\n%s\n%s\n"
                    .formatted(TITLES.get(service), table(served(service).values()), told(own(service)));
        }
        var served = served(service);
        var own = own(service);
        var ofOurOwn = List.copyOf(served.values()).stream()
                .filter(operation -> own.containsKey(operation.name()))
                .toList();
        served.keySet().removeAll(own.keySet());
        var unsupported = unsupported(service);
        var text = new StringBuilder("## %s\n\n%d of %d operations are served.\n\n"
                .formatted(TITLES.get(service), served.size(), served.size() + unsupported.size()));
        text.append(table(served.values()));
        text.append(differences(service));
        if (!own.isEmpty()) {
            text.append("\n### Mastic's own\n\nAWS has no such operations.\n\n")
                    .append(table(ofOurOwn))
                    .append('\n')
                    .append(told(own));
        }
        text.append("\n### Not served\n\n");
        var byReason = new TreeMap<String, List<String>>();
        unsupported.forEach((name, reason) ->
                byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(name));
        byReason.forEach(
                (reason, names) -> text.append("- %s: %s\n".formatted(upperFirst(reason), String.join(", ", names))));
        return text.append('\n').toString();
    }

    private static String told(Map<String, String> own) {
        return own.entrySet().stream()
                .map(entry -> "- %s: %s\n".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String table(Collection<Operation<?, ?>> operations) {
        var text = new StringBuilder("| Operation | Resources | Condition keys | Served by |\n|---|---|---|---|\n");
        for (var operation : operations) {
            text.append("| %s | %s | %s | `%s.%s` |\n"
                    .formatted(
                            operation.name(),
                            code(resources(operation)),
                            code(conditions(operation)),
                            METHODS.get(lowerFirst(operation.name())),
                            lowerFirst(operation.name())));
        }
        return text.toString();
    }

    /** Sentences that only people can write, in a file of {@code glue CreateJob: sentence} a line. */
    private static String differences(ServiceId service) {
        var sentences = sentences("known-differences.txt", service);
        return sentences.isEmpty() ? "" : "\n### Known differences\n\n- " + String.join("\n- ", sentences) + "\n";
    }

    private static List<String> sentences(String name, ServiceId service) {
        var prefix = service.signingName() + " ";
        try (var file = OperationsPageTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(Collection<String> values) {
        return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(" "));
    }

    private static <I extends SdkPojo> Collection<String> resources(Operation<I, ?> operation) {
        return new TreeSet<>(operation.resources().of(call(), example(operation)));
    }

    private static <I extends SdkPojo> Collection<String> conditions(Operation<I, ?> operation) {
        return new TreeSet<>(
                operation.conditions().of(call(), example(operation)).keySet());
    }

    private static <I extends SdkPojo> I example(Operation<I, ?> operation) {
        var json = ExampleRequests.json(operation.request());
        return JsonCodec.read(json.toString().getBytes(StandardCharsets.UTF_8), operation.request());
    }

    private static Call call() {
        var caller = new Caller("<account>", "arn:aws:iam::<account>:root", "<account>", "AKIA");
        return new Call(caller, "<region>", "request", Instant.EPOCH, Map.of());
    }

    /** The class that has the method, by the method's name. */
    private static Map<String, String> methods() {
        var found = new TreeMap<String, String>();
        var root = Path.of("target", "classes");
        try (var files = Files.walk(root)) {
            for (var file : files.filter(path -> path.toString().endsWith("Operations.class"))
                    .toList()) {
                var name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                var type = Class.forName(name);
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .forEach(method -> found.put(method.getName(), type.getSimpleName()));
            }
            return found;
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String upperFirst(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
