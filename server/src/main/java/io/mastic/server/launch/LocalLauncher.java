package io.mastic.server.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Drivers as processes of this machine. A small wrapper stands over each, in a session of its own with files for its
 * output: so a driver survives the server, and a later server, which is not its parent, finds it and its exit code.
 * What it finds it by is in the run's folder, written by the wrapper itself: a server that dies right after it started
 * a process leaves nothing unknown. A wrapper holds the folder's lock and looks for its epoch there before it begins:
 * so one that comes up late, after another was launched, ends at once. Thread-safe.
 */
public final class LocalLauncher implements Launcher {
    private static final int TAIL_BYTES = 4_000;
    /** How long a wrapper may take from its start until it has written its number down. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(15);

    private static final int KILL_ROUNDS = 10;

    private final Path home;
    private final LaunchPlace place;
    private final Function<String, DriverUser> users;

    /**
     * @param home the distribution
     * @param users of accounts, for drivers that run as users of their own
     */
    public LocalLauncher(Path home, LaunchPlace place, Function<String, DriverUser> users) {
        this.home = home;
        this.place = place;
        this.users = users;
    }

    /**
     * Without isolation.
     *
     * @param runs holds a folder for each run
     */
    public LocalLauncher(Path home, Path runs) {
        this(home, LaunchPlace.within(runs), account -> {
            throw new IllegalStateException("Drivers have no users of their own here");
        });
    }

    /** A run's folder, where it is, or is to be. */
    public RunFolder folder(String runId) {
        return place.all().stream()
                .map(runs -> runs.resolve(runId))
                .filter(Files::isDirectory)
                .findFirst()
                .map(RunFolder::new)
                .orElseGet(() -> new RunFolder(place.runs().resolve(runId)));
    }

    /** Tells all drivers, also those of earlier servers, where this one is. */
    public void announce(URI endpoint) throws IOException {
        Files.createDirectories(place.runs());
        for (var runs : place.all()) {
            if (Files.isDirectory(runs)) {
                write(runs.resolve("address"), endpoint.toString());
                Files.setPosixFilePermissions(runs.resolve("address"), PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        var whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void launch(String runId, String accountId, long epoch, Map<String, String> environment) throws IOException {
        var folder = folder(runId);
        if (!folder.path().startsWith(place.runs())) {
            throw new IOException("The run was first started under another isolation than "
                    + place.isolation().word() + ", which is in force now. Start it anew");
        }
        var user =
                place.isolation() == Isolation.UID ? Optional.of(users.apply(accountId)) : Optional.<DriverUser>empty();
        make(folder, user);
        Files.write(folder.output(), new byte[0]);
        Files.write(folder.error(), new byte[0]);
        write(folder.epoch(), Long.toString(epoch));
        if (folder.wrapper().flatMap(RunProcess::handle).isEmpty()) {
            // What one of an earlier epoch has left that came up late and was refused.
            folder.forgetProcess();
        }
        var builder = new ProcessBuilder(command(folder, epoch, user))
                .directory(folder.work().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.error().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.error().toFile()));
        builder.environment().clear();
        builder.environment().putAll(clean(folder, modules(user)));
        user.ifPresent(found -> builder.environment().putAll(names(accountId)));
        builder.environment().putAll(environment);
        builder.start();
    }

    /**
     * Starts a history server over the event logs of an ended run, as the user whose they are. It reads a secret from
     * its standard input, writes its port to its standard output, and ends with its standard input.
     */
    public Process history(String runId, String accountId) throws IOException {
        var folder = folder(runId);
        var user = folder.path().startsWith(place.runs()) && place.isolation() == Isolation.UID
                ? Optional.of(users.apply(accountId))
                : Optional.<DriverUser>empty();
        var command = new ArrayList<>(List.of(
                home.resolve("venv/bin/python").toString(),
                "-P",
                "-m",
                "mastic_driver.history",
                folder.events().toString()));
        user.ifPresent(found -> command.add("--user=" + found.id()));
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.to(folder.history().toFile()));
        builder.environment().clear();
        builder.environment().putAll(clean(folder, modules(user)));
        builder.environment().putAll(names(accountId));
        return builder.start();
    }

    private List<String> command(RunFolder folder, long epoch, Optional<DriverUser> user) {
        var python = home.resolve("venv/bin/python").toString();
        var command = new ArrayList<>(List.of(
                python,
                "-I",
                home.resolve("python/mastic_driver/wrapper.py").toString(),
                folder.path().toString(),
                Long.toString(epoch)));
        user.ifPresent(found -> command.add("--user=" + found.id()));
        command.addAll(List.of(python, "-m", "mastic_driver"));
        return command;
    }

    private void make(RunFolder folder, Optional<DriverUser> user) throws IOException {
        Files.createDirectories(folder.path());
        Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwx------"));
        for (var own : List.of(folder.work(), folder.files())) {
            Files.createDirectories(own);
            if (user.isPresent()) {
                user.orElseThrow().own(own);
            }
        }
        if (user.isPresent()) {
            user.orElseThrow().own(modules(user));
            user.orElseThrow().enter(folder.path());
        }
    }

    /** What is installed for one account's drivers is not for another's. */
    private Path modules(Optional<DriverUser> user) {
        return user.map(found -> place.modules().resolve(Integer.toString(found.id())))
                .orElse(place.modules());
    }

    /** The system knows no name of the user. */
    private static Map<String, String> names(String accountId) {
        var name = "account-" + accountId;
        return Map.of("USER", name, "LOGNAME", name);
    }

    private Map<String, String> clean(RunFolder folder, Path modules) {
        var environment = new HashMap<>(Distribution.variables(home));
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", folder.work().toString());
        environment.put("TMPDIR", folder.files().resolve("tmp").toString());
        environment.put("MASTIC_RUN_FOLDER", folder.path().toString());
        environment.put("MASTIC_MODULES", modules.toString());
        return environment;
    }

    @Override
    public Status status(String runId, Instant launched, Instant now) throws IOException {
        var folder = folder(runId);
        if (folder.exit().isPresent()) {
            return folder.exit().orElseThrow();
        }
        var wrapper = folder.wrapper();
        if (wrapper.isEmpty()) {
            return now.isBefore(launched.plus(FIRST_WORD)) ? new Status.Alive() : new Status.Absent();
        }
        if (wrapper.flatMap(RunProcess::handle).isPresent()) {
            return new Status.Alive();
        }
        // The code may have been written between the two looks.
        return folder.exit().orElse(new Status.Ended(OptionalInt.empty(), false));
    }

    @Override
    public void stop(String runId) throws IOException {
        folder(runId).wrapper().flatMap(RunProcess::handle).ifPresent(ProcessHandle::destroy);
    }

    @Override
    public void kill(String runId) throws IOException {
        var folder = folder(runId);
        for (var process : List.of(folder.driver(), folder.wrapper())) {
            process.flatMap(RunProcess::handle)
                    .ifPresent(root -> Stream.concat(root.descendants().toList().stream(), Stream.of(root))
                            .forEach(ProcessHandle::destroyForcibly));
        }
        // Whose parent was killed first has no other tie to the run than its environment. It may start more meanwhile.
        for (int round = 0; round < KILL_ROUNDS; round++) {
            var left = RunProcess.withEnvironment("MASTIC_RUN_FOLDER=" + folder.path());
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public Optional<String> result(String runId) throws IOException {
        return folder(runId).result();
    }

    @Override
    public String errorTail(String runId) throws IOException {
        try (var file = new RandomAccessFile(folder(runId).error().toFile(), "r")) {
            var bytes = new byte[(int) Math.min(TAIL_BYTES, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return file.length() > TAIL_BYTES ? text.replaceFirst("^[^\n]*\n", "") : text;
        }
    }
}
