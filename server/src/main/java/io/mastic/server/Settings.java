package io.mastic.server;

import io.mastic.server.catalog.CatalogConfig;
import io.mastic.server.jobs.DriverConfig;
import io.mastic.server.launch.Isolation;
import io.mastic.server.launch.LaunchConfig;
import io.mastic.server.store.DatabaseConfig;
import io.mastic.server.triggers.TriggerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The settings as given: an option of the command line wins over the environment, that over the file. */
public final class Settings {
    private static final int LEAST_UID = 1_000;
    private static final int MOST_UID = 2_000_000_000;

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final String userHome;

    /**
     * @param file a Java properties file
     * @throws StartException if the file cannot be read or has an unknown key
     */
    public Settings(Optional<Path> file, Map<String, String> environment, Map<Setting, String> options) {
        // Java's own user.home does not follow a shell's HOME.
        this.userHome = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Arrays.stream(Setting.values()).forEach(setting -> values.put(setting, setting.initial()));
        file.ifPresent(this::read);
        for (var setting : Setting.values()) {
            Optional.ofNullable(environment.get(setting.variable()))
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> values.put(setting, value));
        }
        values.putAll(options);
    }

    private void read(Path file) {
        var properties = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("The configuration file " + file + " cannot be read: " + e.getMessage(), e);
        }
        for (var key : properties.stringPropertyNames()) {
            var setting = Setting.ofKey(key)
                    .orElseThrow(() -> new StartException(
                            file + " has the unknown setting '" + key + "'. The settings are " + keys()));
            values.put(setting, properties.getProperty(key).strip());
        }
    }

    private static String keys() {
        return Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "));
    }

    private String value(Setting setting) {
        return values.getOrDefault(setting, setting.initial());
    }

    public Path data() {
        var data = value(Setting.DATA);
        return data.startsWith("~/")
                ? Path.of(userHome, data.substring(2))
                : Path.of(data).toAbsolutePath();
    }

    public ServerConfig server(Path home) {
        var account = value(Setting.ACCOUNT_ID);
        if (!account.matches("\\d{12}")) {
            throw new StartException("account-id is '" + account + "': an account's id has 12 digits");
        }
        return new ServerConfig(
                data(),
                value(Setting.BIND),
                number(Setting.PORT, 65_535),
                value(Setting.REGION),
                account,
                database(),
                new DriverConfig(
                        number(Setting.DRIVER_MEMORY_LIMIT, Integer.MAX_VALUE),
                        number(Setting.DRIVER_CORES_LIMIT, 4_096),
                        number(Setting.CONCURRENT_RUNS_LIMIT, Integer.MAX_VALUE),
                        launch()),
                catalog(),
                new TriggerConfig(
                        number(Setting.TRIGGER_MINIMUM_MINUTES, 60),
                        number(Setting.TRIGGER_LIMIT, Integer.MAX_VALUE),
                        number(Setting.WORKFLOW_LIMIT, Integer.MAX_VALUE)),
                home);
    }

    private LaunchConfig launch() {
        int first = number(Setting.ISOLATION_FIRST_UID, MOST_UID);
        if (first < LEAST_UID) {
            throw new StartException(Setting.ISOLATION_FIRST_UID.key() + " is " + first + ": numbers below " + LEAST_UID
                    + " are the system's own users");
        }
        return new LaunchConfig(
                Isolation.ofSetting(value(Setting.ISOLATION)),
                first,
                Optional.of(value(Setting.RUNS_FOLDER))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of));
    }

    private CatalogConfig catalog() {
        return new CatalogConfig(
                number(Setting.DATABASES_LIMIT, Integer.MAX_VALUE),
                number(Setting.TABLES_LIMIT, Integer.MAX_VALUE),
                number(Setting.TABLE_VERSIONS_LIMIT, Integer.MAX_VALUE),
                number(Setting.PARTITIONS_LIMIT, Integer.MAX_VALUE),
                number(Setting.FUNCTIONS_LIMIT, Integer.MAX_VALUE),
                number(Setting.CONNECTIONS_LIMIT, Integer.MAX_VALUE),
                number(Setting.SECURITY_CONFIGURATIONS_LIMIT, Integer.MAX_VALUE));
    }

    /** @throws StartException if the settings of the database contradict each other */
    public DatabaseConfig database() {
        return new DatabaseConfig(value(Setting.DATABASE_URL), value(Setting.DATABASE_USER), password());
    }

    private String password() {
        var file = value(Setting.DATABASE_PASSWORD_FILE);
        if (file.isEmpty()) {
            return value(Setting.DATABASE_PASSWORD);
        }
        if (!value(Setting.DATABASE_PASSWORD).isEmpty()) {
            throw new StartException("both database-password and database-password-file are given: leave one out");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new StartException("database-password-file cannot be read: " + e, e);
        }
    }

    private int number(Setting setting, int most) {
        var text = value(setting);
        try {
            var number = Integer.parseInt(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same answer as a number out of range.
        }
        throw new StartException(setting.key() + " is '" + text + "': it takes a number from 0 to " + most);
    }
}
