package io.mastic.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.launch.LaunchPlace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a running server says of itself in {@code DATA/server.json}, for the other commands.
 *
 * @param started the process's start: with the pid it tells a running server from a number used again
 * @param isolation of drivers, in words
 * @param runs where the runs' folders are
 */
public record ServerFile(
        URI endpoint, long pid, Instant started, String region, String accountId, String isolation, Path runs) {
    private static final String NAME = "server.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The file of this process. */
    static ServerFile ofThisProcess(URI endpoint, ServerConfig config, LaunchPlace place) {
        var self = ProcessHandle.current();
        return new ServerFile(
                endpoint, self.pid(), start(self), config.region(), config.accountId(), place.told(), place.runs());
    }

    private static Instant start(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The server that runs on a data folder; empty if none does. */
    public static Optional<ServerFile> running(Path data) throws IOException {
        var file = data.resolve(NAME);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        return Optional.of(read(MAPPER.readTree(file.toFile())))
                .filter(server -> server.process().isPresent());
    }

    private static ServerFile read(JsonNode json) {
        return new ServerFile(
                URI.create(json.path("endpoint").asText()),
                json.path("pid").asLong(),
                Instant.parse(json.path("started").asText()),
                json.path("region").asText(),
                json.path("accountId").asText(),
                json.path("isolation").asText(),
                Path.of(json.path("runs").asText()));
    }

    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(found -> start(found).equals(started));
    }

    void write(Path data) throws IOException {
        var json = MAPPER.createObjectNode()
                .put("endpoint", endpoint.toString())
                .put("pid", pid)
                .put("started", started.toString())
                .put("region", region)
                .put("accountId", accountId)
                .put("isolation", isolation)
                .put("runs", runs.toString());
        var whole = Files.write(data.resolve(NAME + ".new"), MAPPER.writeValueAsBytes(json));
        Files.move(whole, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }
}
