package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mastic.server.store.DatabaseConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GlueException;

/** The disk of the embedded database fills up: a file system of its own, in memory, which root alone can make. */
class FullDiskTest {
    private static final int LETTERS = 200_000;

    @TempDir
    Path data;

    private final Random random = new Random(4);
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        assumeThat(System.getProperty("user.name"))
                .as("only root can mount a small file system")
                .isEqualTo("root");
        var folder = Files.createDirectory(data.resolve("database"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder.toString()) == 0;
        assumeThat(mounted).as("this machine lets root mount").isTrue();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", "--lazy", data.resolve("database").toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            System.err.println(List.of(command) + ": " + said);
        }
        return code;
    }

    private TestingControlPlane start() {
        return TestingControlPlane.builder()
                .data(data)
                .database(DatabaseConfig.inDataFolder())
                .start();
    }

    private static GlueClient client(TestingControlPlane plane) {
        return plane.client(
                GlueClient.builder().overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())));
    }

    /** Text that cannot be compressed. */
    private void createTable(GlueClient glue, String name) {
        var text = random.ints(LETTERS, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        glue.createTable(request -> request.databaseName("default")
                .tableInput(table -> table.name(name).parameters(Map.of("text", text))));
    }

    private static TreeSet<String> tables(GlueClient glue) {
        var names = new TreeSet<String>();
        for (var page : glue.getTablesPaginator(
                request -> request.databaseName("default").maxResults(10))) {
            page.tableList().forEach(table -> names.add(table.name()));
        }
        return names;
    }

    @Test
    void writesFailClearlyReadsGoOnAndNothingAcknowledgedIsLost() throws IOException, InterruptedException {
        var acknowledged = new TreeSet<String>();
        try (var plane = start();
                var glue = client(plane)) {
            assertThatThrownBy(() -> fill(glue, acknowledged))
                    .asInstanceOf(type(GlueException.class))
                    .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                            .contains("cannot write")
                            .contains("Try again"));
            assertThat(acknowledged).isNotEmpty();
            for (int i = 0; i < 3; i++) {
                assertThat(tables(glue)).containsAll(acknowledged);
                assertThatThrownBy(() -> createTable(glue, "beyond")).isInstanceOf(GlueException.class);
            }
            assertThat(run(
                            "mount",
                            "-o",
                            "remount,size=64m",
                            data.resolve("database").toString()))
                    .isZero();
            awaitWrite(glue);
            acknowledged.add("after");
            assertThat(tables(glue)).containsAll(acknowledged);
        }
        try (var plane = start();
                var glue = client(plane)) {
            assertThat(tables(glue)).containsAll(acknowledged);
        }
    }

    private void fill(GlueClient glue, TreeSet<String> acknowledged) {
        for (int i = 0; i < 1_000; i++) {
            var name = "t%03d".formatted(i);
            createTable(glue, name);
            acknowledged.add(name);
        }
    }

    private void awaitWrite(GlueClient glue) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                createTable(glue, "after");
                return;
            } catch (GlueException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(deadline);
                LockSupport.parkNanos(100_000_000);
            }
        }
    }
}
