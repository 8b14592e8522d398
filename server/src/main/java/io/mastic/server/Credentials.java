package io.mastic.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.identity.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The root's access key, in {@code DATA/credentials}, which its owner alone can read. */
public record Credentials(String accessKeyId, String secretAccessKey) {
    private static final String NAME = "credentials";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }

    static Path file(Path data) {
        return data.resolve(NAME);
    }

    static Optional<Credentials> find(Path data) throws IOException {
        var file = file(data);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var json = MAPPER.readTree(file.toFile());
        return Optional.of(new Credentials(
                json.path("accessKeyId").asText(), json.path("secretAccessKey").asText()));
    }

    /** @throws StartException if there are none, or another user's */
    public static Credentials read(Path data) throws IOException {
        if (Files.exists(file(data)) && !Files.isReadable(file(data))) {
            throw new StartException(file(data) + " belongs to another user. Run this as who runs the server");
        }
        return find(data).orElseThrow(() -> new StartException(data + " holds no credentials: start a server on it"));
    }

    void write(Path data) throws IOException {
        var json = MAPPER.createObjectNode().put("accessKeyId", accessKeyId).put("secretAccessKey", secretAccessKey);
        Secrets.write(file(data), json.toString());
    }
}
