package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.catalog.CatalogConfig;
import io.mastic.server.jobs.DriverConfig;
import io.mastic.server.store.DatabaseConfig;
import io.mastic.server.triggers.TriggerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void namesAndDefaultsStayAsDocumented() {
        assertThat(Arrays.stream(Setting.values())
                        .map(s -> s.key() + " " + s.variable() + " " + s.initial())
                        .toList())
                .containsExactly(
                        "data MASTIC_DATA ~/.mastic",
                        "bind MASTIC_BIND 127.0.0.1",
                        "port MASTIC_PORT 4747",
                        "region MASTIC_REGION us-east-1",
                        "account-id MASTIC_ACCOUNT_ID 111122223333",
                        "database-url MASTIC_DATABASE_URL ",
                        "database-user MASTIC_DATABASE_USER mastic",
                        "database-password MASTIC_DATABASE_PASSWORD ",
                        "database-password-file MASTIC_DATABASE_PASSWORD_FILE ",
                        "driver-memory-limit MASTIC_DRIVER_MEMORY_LIMIT 0",
                        "driver-cores-limit MASTIC_DRIVER_CORES_LIMIT 0",
                        "concurrent-runs-limit MASTIC_CONCURRENT_RUNS_LIMIT 50",
                        "isolation MASTIC_ISOLATION auto",
                        "isolation-first-uid MASTIC_ISOLATION_FIRST_UID 700000",
                        "runs-folder MASTIC_RUNS_FOLDER ",
                        "databases-limit MASTIC_DATABASES_LIMIT 10000",
                        "tables-limit MASTIC_TABLES_LIMIT 200000",
                        "table-versions-limit MASTIC_TABLE_VERSIONS_LIMIT 100000",
                        "partitions-limit MASTIC_PARTITIONS_LIMIT 10000000",
                        "functions-limit MASTIC_FUNCTIONS_LIMIT 100",
                        "connections-limit MASTIC_CONNECTIONS_LIMIT 1000",
                        "security-configurations-limit MASTIC_SECURITY_CONFIGURATIONS_LIMIT 250",
                        "trigger-minimum-minutes MASTIC_TRIGGER_MINIMUM_MINUTES 5",
                        "trigger-limit MASTIC_TRIGGER_LIMIT 1000",
                        "workflow-limit MASTIC_WORKFLOW_LIMIT 250");
    }

    @Test
    void anOptionWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        var file = Files.writeString(folder.resolve("mastic.properties"), "port = 1\nregion = eu-west-1\nbind = ::1\n");
        var settings = new Settings(
                Optional.of(file),
                Map.of("MASTIC_PORT", "2", "MASTIC_REGION", "eu-north-1", "MASTIC_DATA", ""),
                Map.of(Setting.PORT, "3", Setting.DATA, folder.toString()));
        assertThat(settings.server(folder))
                .isEqualTo(new ServerConfig(
                        folder,
                        "::1",
                        3,
                        "eu-north-1",
                        "111122223333",
                        new DatabaseConfig("", "mastic", ""),
                        DriverConfig.ofMachine(),
                        CatalogConfig.ofAws(),
                        TriggerConfig.standard(),
                        folder));
    }

    @Test
    void theDatabasesPasswordComesFromAFileAndIsNeverShown() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "hunter2\n");
        var given = Map.of(
                "MASTIC_DATABASE_URL", "postgresql://db/mastic", "MASTIC_DATABASE_PASSWORD_FILE", file.toString());
        var database =
                new Settings(Optional.empty(), given, Map.of()).server(folder).database();
        assertThat(database.password()).isEqualTo("hunter2");
        assertThat(database.toString()).contains("postgresql://db/mastic").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://me:hunter2@db/mastic", "jdbc:postgresql://db/mastic?password=hunter2"})
    void aPasswordInTheUrlIsRefusedAndNotRepeated(String url) {
        var settings = new Settings(Optional.empty(), Map.of("MASTIC_DATABASE_URL", url), Map.of());
        assertThatThrownBy(settings::database)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("database-password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void anotherKindOfDatabaseIsRefused() {
        var settings =
                new Settings(Optional.empty(), Map.of("MASTIC_DATABASE_URL", "jdbc:mysql://db/mastic"), Map.of());
        assertThatThrownBy(settings::database)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("postgresql://host:5432/database");
    }

    @Test
    void theDataFolderLiesInTheShellsHome() {
        var settings = new Settings(Optional.empty(), Map.of("HOME", folder.toString()), Map.of());
        assertThat(settings.data()).isEqualTo(folder.resolve(".mastic"));
    }

    @Test
    void anUnknownKeyStopsTheStartAndNamesTheKnownOnes() throws IOException {
        var file = Files.writeString(folder.resolve("mastic.properties"), "prot = 1\n");
        assertThatThrownBy(() -> new Settings(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("'prot'")
                .hasMessageContaining("port");
    }

    @Test
    void aValueOutOfItsRangeIsRefused() {
        var settings = new Settings(Optional.empty(), Map.of("MASTIC_PORT", "70000"), Map.of());
        assertThatThrownBy(() -> settings.server(folder))
                .isInstanceOf(StartException.class)
                .hasMessage("port is '70000': it takes a number from 0 to 65535");
    }
}
