package io.mastic.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A throw-away PostgreSQL from Debian's package, on a loopback port, which ends with the JVM however that ends. Its
 * default order of text is the English dictionary's, so that a column which does not compare by bytes is found out.
 */
public final class TestingPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "mastic";
    private static final String PASSWORD = "a secret of the tests";
    /** Stops the server and removes its folder when the pipe of its input closes. */
    private static final String GUARD =
            """
            folder=$1; shift
            "$@" &
            cat > /dev/null
            kill -INT $! && wait $!
            test -e "$folder.keep" || rm -rf "$folder"
            """;

    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private Process guard;

    private TestingPostgres() throws IOException {
        this.folder = Files.createTempDirectory("mastic-postgres");
        this.port = freePort();
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        var password = Files.writeString(folder.resolve("password"), PASSWORD);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        run(asPostgres(
                "initdb",
                "--pgdata=" + folder.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--locale-provider=icu",
                "--icu-locale=en-US",
                "--no-sync"));
        this.guard = begin();
    }

    private static final class Shared {
        private static final TestingPostgres INSTANCE = start();
    }

    /** The one of this JVM. */
    public static TestingPostgres shared() {
        return Shared.INSTANCE;
    }

    /** One that a test can stop without harm to others. */
    public static TestingPostgres start() {
        try {
            return new TestingPostgres();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asPostgres(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs().resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Of the newest version that is installed. */
    private static Path programs() {
        var versions = Optional.ofNullable(INSTALLED.toFile().list()).orElse(new String[0]);
        var newest = Arrays.stream(versions)
                .filter(name -> name.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .filter(version -> version >= 15)
                .max()
                .orElseThrow(() -> new IllegalStateException(
                        "no PostgreSQL 15 or later in " + INSTALLED + ". Install it with: apt-get install postgresql"));
        return INSTALLED.resolve(newest + "/bin");
    }

    private Process begin() throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", folder.toString()));
        command.addAll(asPostgres(
                "postgres",
                "-D",
                folder.resolve("data").toString(),
                "-c",
                "port=" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=400",
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off"));
        var log = folder.resolve("log").toFile();
        var started = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        awaitAnswer(started);
        return started;
    }

    private void awaitAnswer(Process started) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD)) {
                connection.isValid(1);
                return;
            } catch (SQLException e) {
                if (!started.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("PostgreSQL does not start: " + Files.readString(folder.resolve("log")), e);
                }
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + said);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A new and empty database. */
    public DatabaseConfig freshDatabase() {
        var name = "test" + databases.incrementAndGet();
        execute("create database " + name);
        return new DatabaseConfig(url(name).substring("jdbc:".length()), USER, PASSWORD);
    }

    public void execute(String sql) {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as an operator would; what was written stays. */
    public void stop() {
        try {
            Files.createFile(Path.of(folder + ".keep"));
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() {
        try {
            Files.delete(Path.of(folder + ".keep"));
            guard = begin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() throws IOException {
        guard.getOutputStream().close();
        try {
            if (!guard.waitFor(30, TimeUnit.SECONDS)) {
                throw new IOException("PostgreSQL does not end");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(Path.of(folder + ".keep"));
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
