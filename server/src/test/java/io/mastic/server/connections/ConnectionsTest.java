package io.mastic.server.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.TestingControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.glue.model.ConnectionInput;
import software.amazon.awssdk.services.glue.model.ConnectionPropertyKey;
import software.amazon.awssdk.services.glue.model.ConnectionType;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

class ConnectionsTest {
    private static final String SECRET = "planted-Secret-0815";

    private static TestingControlPlane plane;
    private static GlueClient glue;

    @BeforeAll
    static void start() {
        plane = TestingControlPlane.builder().start();
        glue = plane.client(GlueClient.builder());
    }

    @AfterAll
    static void close() {
        glue.close();
        plane.close();
    }

    private static ConnectionInput.Builder jdbc(String name) {
        return ConnectionInput.builder()
                .name(name)
                .connectionType(ConnectionType.JDBC)
                .matchCriteria("shop", "eu")
                .physicalConnectionRequirements(p -> p.subnetId("subnet-1"))
                .connectionPropertiesWithStrings(Map.of(
                        "JDBC_CONNECTION_URL", "jdbc:postgresql://db:5432/shop",
                        "USERNAME", "me",
                        "PASSWORD", SECRET));
    }

    private static Connection get(String name, boolean hide) {
        return glue.getConnection(r -> r.name(name).hidePassword(hide)).connection();
    }

    @Test
    void aPasswordIsShownOnlyWhenAskedFor() {
        glue.createConnection(r -> r.connectionInput(jdbc("shop").build()).tags(Map.of("team", "a")));
        var shown = get("shop", false);
        assertThat(shown.connectionProperties()).containsEntry(ConnectionPropertyKey.PASSWORD, SECRET);
        assertThat(shown.statusAsString()).isEqualTo("READY");
        assertThat(shown.connectionSchemaVersion()).isEqualTo(1);
        assertThat(shown.lastUpdatedBy()).contains(":root");
        assertThat(shown.physicalConnectionRequirements().subnetId()).isEqualTo("subnet-1");
        assertThat(get("shop", true).connectionProperties())
                .doesNotContainKey(ConnectionPropertyKey.PASSWORD)
                .containsEntry(ConnectionPropertyKey.USERNAME, "me");
        assertThat(glue.getConnections(r -> r.hidePassword(true).filter(f -> f.matchCriteria("shop")))
                        .connectionList())
                .allSatisfy(
                        c -> assertThat(c.connectionProperties()).doesNotContainKey(ConnectionPropertyKey.PASSWORD));
        assertThatThrownBy(() -> glue.createConnection(
                        r -> r.connectionInput(jdbc("shop").build())))
                .isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void secretsAreNowhereInTheDataFolder() throws IOException {
        glue.createConnection(r -> r.connectionInput(jdbc("hidden")
                .sparkProperties(Map.of("apiToken", SECRET))
                .authenticationConfiguration(a -> a.authenticationType("BASIC")
                        .secretArn("arn:aws:secretsmanager:us-east-1:111122223333:secret:s")
                        .basicAuthenticationCredentials(b -> b.username("me").password(SECRET)))
                .build()));
        try (var files = Files.walk(plane.data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
        var shown = get("hidden", false);
        assertThat(shown.sparkProperties()).containsEntry("apiToken", SECRET);
        assertThat(shown.authenticationConfiguration().authenticationTypeAsString())
                .isEqualTo("BASIC");
        assertThat(shown.authenticationConfiguration().toString()).doesNotContain(SECRET);
        assertThat(get("hidden", true).toString()).doesNotContain(SECRET);
        assertThat(new ConnectionSecrets(Map.of("ConnectionProperties/PASSWORD", SECRET)).toString())
                .doesNotContain(SECRET);
    }

    @Test
    void withPasswordEncryptionOnPasswordsAreAnsweredEncrypted() {
        glue.createConnection(r -> r.connectionInput(jdbc("sealed").build()));
        glue.putDataCatalogEncryptionSettings(r -> r.dataCatalogEncryptionSettings(
                s -> s.connectionPasswordEncryption(e -> e.returnConnectionPasswordEncrypted(true))));
        try {
            assertThat(get("sealed", false).connectionPropertiesAsStrings())
                    .doesNotContainKey("PASSWORD")
                    .doesNotContainValue(SECRET)
                    .containsKey("ENCRYPTED_PASSWORD");
        } finally {
            glue.putDataCatalogEncryptionSettings(r -> r.dataCatalogEncryptionSettings(
                    s -> s.connectionPasswordEncryption(e -> e.returnConnectionPasswordEncrypted(false))));
        }
        assertThatThrownBy(() -> glue.createConnection(r -> r.connectionInput(jdbc("unsealed")
                        .connectionPropertiesWithStrings(
                                Map.of("JDBC_CONNECTION_URL", "jdbc:mysql://db/x", "ENCRYPTED_PASSWORD", "AAAA"))
                        .build())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("give PASSWORD");
    }

    @Test
    void listsAreFilteredByCriteriaAndType() {
        glue.createConnection(
                r -> r.connectionInput(jdbc("listed1").matchCriteria("x", "y").build()));
        glue.createConnection(r -> r.connectionInput(c -> c.name("listed2")
                .connectionType(ConnectionType.NETWORK)
                .matchCriteria("x")
                .connectionPropertiesWithStrings(Map.of())));
        assertThat(names(List.of("x"), null)).containsExactly("listed1", "listed2");
        assertThat(names(List.of("x", "y"), null)).containsExactly("listed1");
        assertThat(names(List.of("x"), ConnectionType.NETWORK)).containsExactly("listed2");
        var paged = new ArrayList<String>();
        glue.getConnectionsPaginator(r -> r.maxResults(1).filter(f -> f.matchCriteria("x"))).stream()
                .flatMap(page -> page.connectionList().stream())
                .forEach(c -> paged.add(c.name()));
        assertThat(paged).containsExactly("listed1", "listed2");
    }

    private static List<String> names(List<String> criteria, ConnectionType type) {
        return glue
                .getConnections(r -> r.filter(f -> f.matchCriteria(criteria).connectionType(type)))
                .connectionList()
                .stream()
                .map(Connection::name)
                .toList();
    }

    @Test
    void anUpdateReplacesSecretsAsWell() {
        glue.createConnection(r -> r.connectionInput(jdbc("changed").build()));
        var created = get("changed", true).creationTime();
        glue.updateConnection(r -> r.name("changed")
                .connectionInput(jdbc("changed")
                        .connectionPropertiesWithStrings(
                                Map.of("JDBC_CONNECTION_URL", "jdbc:mysql://other/x", "SECRET_ID", "vault/db"))
                        .build()));
        var changed = get("changed", false);
        assertThat(changed.connectionPropertiesAsStrings())
                .containsOnly(
                        Map.entry("JDBC_CONNECTION_URL", "jdbc:mysql://other/x"), Map.entry("SECRET_ID", "vault/db"));
        assertThat(changed.creationTime()).isEqualTo(created);
        assertThatThrownBy(() -> glue.updateConnection(
                        r -> r.name("changed").connectionInput(jdbc("renamed").build())))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> glue.updateConnection(
                        r -> r.name("nosuch").connectionInput(jdbc("nosuch").build())))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void whatAConnectionNeedsIsRequired() {
        assertThatThrownBy(() -> glue.createConnection(r -> r.connectionInput(jdbc("bare")
                        .connectionPropertiesWithStrings(Map.of("USERNAME", "me"))
                        .build())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("JDBC_CONNECTION_URL");
    }

    @Test
    void connectionsEndWithTheirTags() {
        glue.createConnection(r -> r.connectionInput(jdbc("ending").build()).tags(Map.of("team", "a")));
        var arn = "arn:aws:glue:us-east-1:111122223333:connection/ending";
        assertThat(glue.getTags(r -> r.resourceArn(arn)).tags()).containsEntry("team", "a");
        var answer = glue.batchDeleteConnection(r -> r.connectionNameList("ending", "nosuch"));
        assertThat(answer.succeeded()).containsExactly("ending");
        assertThat(answer.errors().get("nosuch").errorCode()).isEqualTo("EntityNotFoundException");
        glue.createConnection(r -> r.connectionInput(jdbc("ending").build()));
        assertThat(glue.getTags(r -> r.resourceArn(arn)).tags()).isEmpty();
        glue.deleteConnection(r -> r.connectionName("ending"));
        assertThatThrownBy(() -> get("ending", true)).isInstanceOf(EntityNotFoundException.class);
    }
}
