package io.mastic.server.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.connections.ConnectionTarget.Address;
import io.mastic.server.connections.ConnectionTarget.Postgres;
import io.mastic.server.connections.ConnectionTarget.Reached;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.TestConnectionInput;

class ConnectionTestTest {
    private final ConnectionTest test = new ConnectionTest(Duration.ofSeconds(5));

    private static ConnectionTarget target(String type, Map<String, String> properties) {
        return ConnectionConverter.toTarget(TestConnectionInput.builder()
                .connectionType(type)
                .connectionPropertiesWithStrings(properties)
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db.example:3307/shop?useSSL=true, db.example, 3307",
        "jdbc:mysql://db.example/shop, db.example, 3306",
        "jdbc:oracle:thin:@//ora.example:1522/service, ora.example, 1522",
        "jdbc:oracle:thin:@ora.example:1522:sid, ora.example, 1522",
        "jdbc:sqlserver://ms.example:1444;database=shop, ms.example, 1444",
        "jdbc:sqlserver://ms.example;database=shop, ms.example, 1433",
        "jdbc:redshift://rs.example:5440/dev, rs.example, 5440",
        "jdbc:snowflake://acme.example/?db=x, acme.example, 443"
    })
    void theAddressIsReadFromTheUrl(String url, String host, int port) {
        assertThat(target("JDBC", Map.of("JDBC_CONNECTION_URL", url)))
                .isEqualTo(new Reached(List.of(new Address(host, port))));
    }

    @Test
    void aPostgresUrlIsSignedInTo() {
        var found = (Postgres) target(
                "JDBC",
                Map.of(
                        "JDBC_CONNECTION_URL",
                        "jdbc:postgresql://db.example:5433/shop?socketFactory=evil.Class",
                        "USERNAME",
                        "me",
                        "PASSWORD",
                        "planted"));
        assertThat(found.address()).isEqualTo(new Address("db.example", 5433));
        assertThat(found.database()).isEqualTo("shop");
        assertThat(found.toString()).doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:/etc/passwd;INIT=RUNSCRIPT",
                "jdbc:postgresql://db:99999/x",
                "nonsense",
                "jdbc:mysql://"
            })
    void otherUrlsAreRefused(String url) {
        assertThatThrownBy(() -> target("JDBC", Map.of("JDBC_CONNECTION_URL", url)))
                .isInstanceOf(ServiceException.class)
                .hasMessageNotContaining("passwd");
    }

    @Test
    void typesWithoutAnAddressAreRefusedWithASentence() {
        assertThatThrownBy(() -> target("NETWORK", Map.of())).hasMessageContaining("no address");
        assertThatThrownBy(() -> target("SALESFORCE", Map.of())).hasMessageContaining("cannot be tested");
        assertThatThrownBy(() -> target("SFTP", Map.of())).hasMessageContaining("HOST");
    }

    @Test
    void aServiceIsReachedAtAnyOfItsAddresses() throws IOException {
        int closed = closedPort();
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var servers = "127.0.0.1:" + closed + ",127.0.0.1:" + server.getLocalPort();
            assertThatCode(() -> test.open(target("KAFKA", Map.of("KAFKA_BOOTSTRAP_SERVERS", servers))))
                    .doesNotThrowAnyException();
        }
    }

    private static int closedPort() throws IOException {
        try (var server = new ServerSocket(0)) {
            return server.getLocalPort();
        }
    }

    @Test
    void aClosedPortFailsWithTheAddress() throws IOException {
        int closed = closedPort();
        assertThatThrownBy(() -> test.open(
                        target("JDBC", Map.of("JDBC_CONNECTION_URL", "jdbc:mysql://127.0.0.1:" + closed + "/x"))))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("127.0.0.1:" + closed);
        assertThatThrownBy(() -> test.open(
                        target("JDBC", Map.of("JDBC_CONNECTION_URL", "jdbc:postgresql://127.0.0.1:" + closed + "/x"))))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("127.0.0.1:" + closed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "0.0.0.0", "224.0.0.1"})
    void addressesThatOnlyThisMachineShouldOpenAreNotOpened(String host) {
        assertThatThrownBy(() -> test.open(target("SFTP", Map.of("HOST", host, "PORT", "80"))))
                .hasMessageContaining("not opened");
    }
}
