package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drivers and wrappers that are killed, and processes that have their numbers since. */
@EachDatabase
class KilledProcessesTest extends SupervisedRuns {
    @Test
    void aProcessThatHasGotADeadOnesNumberIsLeftAlone() throws Exception {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var first = supervise();
        started(run);
        first.close();
        var stranger = new ProcessBuilder("sleep", "300").start();
        try {
            var files = folder.resolve("runs").resolve(run);
            ProcessHandle.of(driver(run)).orElseThrow().destroyForcibly();
            await(() -> Files.exists(files.resolve("exit")), "the wrapper has ended");
            Files.delete(files.resolve("exit"));
            for (var name : List.of("driver", "wrapper")) {
                Files.writeString(files.resolve(name), stranger.pid() + " 1");
            }
            supervise();
            assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aKilledDriverNamesTheSignalAndWhetherMemoryHadRunOut() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        goOn(run, "import sys; print('so far', file=sys.stderr, flush=True); os.kill(os.getpid(), 9)");
        assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(run).errorMessage().orElseThrow())
                .contains("signal 9 (SIGKILL)")
                .contains("memory had not run out")
                .contains("so far");
    }

    @Test
    void aKilledWrapperTakesItsDriverAndAllItStartedAlong() throws IOException {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        goOn(
                run,
                """
                import subprocess
                child = subprocess.Popen(["sleep", "300"], start_new_session=True)
                pathlib.Path("child").write_text(str(child.pid))
                time.sleep(300)
                """);
        var child = folder.resolve("runs").resolve(run).resolve("work/child");
        await(() -> Files.exists(child) && !read(child).isEmpty(), "a child runs");
        var driver = driver(run);
        var wrapper = Files.readString(folder.resolve("runs").resolve(run).resolve("wrapper"));
        ProcessHandle.of(Long.parseLong(wrapper.split(" ")[0])).orElseThrow().destroyForcibly();
        assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(run).errorMessage().orElseThrow()).contains("killed");
        assertThat(isAlive(driver)).isFalse();
        await(() -> !isAlive(Long.parseLong(read(child))), "its child has ended too");
    }
}
