package io.mastic.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every setting of the server: a key of the configuration file, an environment variable and a default. */
public enum Setting {
    DATA("Folder of the database, the objects, the logs and the keys", "~/.mastic"),
    BIND("Address to listen on; anything but loopback opens the platform to the network", "127.0.0.1"),
    PORT("Port to listen on; 0 takes any free one", "4747"),
    REGION("AWS Region of what is created here", "us-east-1"),
    ACCOUNT_ID("Account that the first start creates", "111122223333"),
    DATABASE_URL(
            "PostgreSQL 15 or later as `postgresql://host:5432/database`; nothing stands for H2 in the data folder",
            ""),
    DATABASE_USER("User of PostgreSQL", "mastic"),
    DATABASE_PASSWORD("Password of PostgreSQL's user; it is never shown", ""),
    DATABASE_PASSWORD_FILE("File that holds the password of PostgreSQL's user, in place of `database-password`", ""),
    DRIVER_MEMORY_LIMIT(
            "Memory that the drivers of running jobs may take together, in MiB; further runs wait. "
                    + "0 stands for three quarters of the machine's",
            "0"),
    DRIVER_CORES_LIMIT(
            "Most cores that one driver schedules tasks on, whatever its job asks for; "
                    + "0 stands for four times the machine's",
            "0"),
    CONCURRENT_RUNS_LIMIT("Runs that an account may have at once in a Region", "50"),
    ISOLATION(
            "How drivers are kept apart: `uid` (each account's run as a system user of its own; the server must run as "
                    + "root), `none` (all run as the server's user), or `auto`, which is `uid` where it can be had",
            "auto"),
    ISOLATION_FIRST_UID(
            "Number of the first account's system user and group under `uid`; further accounts get those that follow",
            "700000"),
    RUNS_FOLDER(
            "Folder of the runs' files; nothing stands for `runs` in the data folder, and under `uid` for one in "
                    + "`/var/lib/mastic`, because drivers cannot enter the data folder",
            ""),
    DATABASES_LIMIT("Most databases that an account may have in a Region", "10000"),
    TABLES_LIMIT("Most tables of a database", "200000"),
    TABLE_VERSIONS_LIMIT("Most old versions of a table", "100000"),
    PARTITIONS_LIMIT("Most partitions of a table", "10000000"),
    FUNCTIONS_LIMIT("Most user-defined functions of a database", "100"),
    CONNECTIONS_LIMIT("Most connections that an account may have in a Region", "1000"),
    SECURITY_CONFIGURATIONS_LIMIT("Most security configurations that an account may have in a Region", "250"),
    TRIGGER_MINIMUM_MINUTES(
            "How far apart the times of a trigger's schedule must lie at least, in minutes; AWS's minimum is 5", "5"),
    TRIGGER_LIMIT("Most triggers of an account in a Region", "1000"),
    WORKFLOW_LIMIT("Most workflows of an account in a Region", "250");

    private final String description;
    private final String initial;

    Setting(String description, String initial) {
        this.description = description;
        this.initial = initial;
    }

    /** The key in the configuration file and of the command-line option. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String variable() {
        return "MASTIC_" + name();
    }

    public String description() {
        return description;
    }

    /** The default. */
    public String initial() {
        return initial;
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
