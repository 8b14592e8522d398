package io.mastic.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.store.Database;
import io.mastic.server.store.DatabaseConfig;
import io.mastic.server.store.DatabaseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything that a stopped server keeps as one file, an archive of tar: the rows of the database, wherever it is, and the
 * data folder with the objects, the logs of runs and the keys. The same file restores to either kind of database.
 */
public final class Backup {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MANIFEST = "backup.json";
    private static final String TABLES = "backup-tables";
    /** What is the database itself, belongs to one start of a server, or is made anew when it is missing. */
    private static final Set<String> LEFT_OUT = Set.of(
            DataFolder.EMBEDDED,
            DataFolder.ELSEWHERE,
            "database-before-postgresql",
            "server.json",
            "modules",
            TABLES,
            MANIFEST);

    private Backup() {}

    /**
     * Writes a backup, which its owner alone can read: it holds the keys.
     *
     * @throws StartException if the server runs or the file exists
     */
    public static void write(Path data, DatabaseConfig config, Path file, Consumer<String> progress)
            throws IOException {
        requireData(data);
        DataFolder.requireStopped(data);
        if (Files.exists(file)) {
            throw new StartException(file + " exists already. Give the backup another name");
        }
        var staged = Files.createTempDirectory(data, "backup-");
        try (var database = DataFolder.database(data, config)) {
            var counts = DatabaseCopy.write(database, Files.createDirectory(staged.resolve(TABLES)));
            Files.write(staged.resolve(MANIFEST), manifest(database.version(), counts));
            pack(data, staged, file);
            progress.accept("Wrote "
                    + counts.values().stream().mapToLong(count -> count).sum() + " rows of " + counts.size()
                    + " tables and the data folder to " + file);
        } finally {
            FolderTree.delete(staged);
        }
    }

    private static void requireData(Path data) {
        if (!Files.exists(data.resolve("credentials"))) {
            throw new StartException(data + " is not the data folder of a server. Name it with --data");
        }
    }

    private static byte[] manifest(String version, Map<String, Long> counts) throws IOException {
        var json = MAPPER.createObjectNode().put("version", version);
        var rows = json.putObject("rows");
        counts.forEach(rows::put);
        return MAPPER.writeValueAsBytes(json);
    }

    private static void pack(Path data, Path staged, Path file) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var half = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(half);
        Files.createFile(half, owner);
        var command = new ArrayList<>(List.of("tar", "--create", "--gzip", "--file", half.toString()));
        // The ETags and types of objects are extended attributes of their files.
        command.addAll(List.of("--xattrs", "--xattrs-include=user.*", "--exclude=runs/*/work"));
        command.addAll(List.of("--directory", staged.toString(), MANIFEST, TABLES, "--directory", data.toString()));
        try (var entries = Files.list(data)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !LEFT_OUT.contains(name) && !name.startsWith("backup-"))
                    .sorted()
                    .forEach(command::add);
        }
        tar(command);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Makes a data folder of a backup, and fills the database that the configuration names.
     *
     * @throws StartException if the folder or the database is not empty, or the file is no backup
     */
    public static void restore(Path file, Path data, DatabaseConfig config, Consumer<String> progress)
            throws IOException {
        requireEmpty(data);
        if (!Files.isReadable(file)) {
            throw new StartException(file + " cannot be read: give the file that mastic backup wrote");
        }
        DataFolder.prepare(data);
        try {
            tar(List.of(
                    "tar",
                    "--extract",
                    "--gzip",
                    "--file",
                    file.toString(),
                    "--directory",
                    data.toString(),
                    "--xattrs",
                    "--xattrs-include=user.*",
                    "--preserve-permissions",
                    "--no-same-owner"));
            var rows = fill(data, config);
            // Migrates the rows to this version, and notes where they are.
            DataFolder.database(data, config).close();
            progress.accept("Restored " + rows + " rows and the data folder " + data);
        } catch (IOException | RuntimeException e) {
            FolderTree.delete(data);
            throw e;
        }
    }

    private static void requireEmpty(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (var entries = Files.list(data)) {
            if (entries.findAny().isPresent()) {
                throw new StartException(
                        "the data folder " + data + " is not empty. Restore into a new one with --data");
            }
        }
    }

    private static long fill(Path data, DatabaseConfig config) throws IOException {
        var manifest = data.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            throw new StartException("the file is no backup of Mastic: it has no " + MANIFEST);
        }
        var json = MAPPER.readTree(manifest.toFile());
        var counts = new LinkedHashMap<String, Long>();
        json.path("rows")
                .fields()
                .forEachRemaining(
                        count -> counts.put(count.getKey(), count.getValue().asLong()));
        try (var database = ofVersion(json, data, config)) {
            DatabaseCopy.read(data.resolve(TABLES), counts, database);
        }
        FolderTree.delete(data.resolve(TABLES));
        Files.delete(manifest);
        return counts.values().stream().mapToLong(count -> count).sum();
    }

    private static Database ofVersion(JsonNode manifest, Path data, DatabaseConfig config) {
        var version = manifest.path("version").asText();
        var database = Database.ofVersion(version, data.resolve(DataFolder.EMBEDDED), config);
        if (!database.version().equals(version)) {
            database.close();
            throw new StartException("the backup has tables of version " + version
                    + ", which this Mastic does not make: restore it with the version that wrote it, or a later one");
        }
        return database;
    }

    private static void tar(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            // 1 says that a file grew while it was read, as the log of a run does that goes on without the server.
            int code = process.waitFor();
            if (code > 1 || (code == 1 && command.contains("--extract"))) {
                throw new StartException("tar failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException("interrupted", e);
        }
    }
}
