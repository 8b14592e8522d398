package io.mastic.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.protocol.ServiceId;
import io.mastic.server.StartException;
import io.mastic.server.objects.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The jobs of the running server, as documents. */
final class ServerJobs {
    static final String NODES = "CodeGenConfigurationNodes";
    /** What GetJob answers and CreateJob does not take. */
    private static final List<String> MADE =
            List.of("AllocatedCapacity", "CreatedOn", "LastModifiedOn", "ProfileName", "ScriptChangedOutsideEditor");

    private final ServerCalls calls;

    ServerJobs(ServerCalls calls) {
        this.calls = calls;
    }

    /** What CreateJob would take to make the job again; empty if there is no such job. */
    Optional<ObjectNode> find(String name) throws IOException, InterruptedException {
        try {
            var request = JsonNodeFactory.instance.objectNode().put("JobName", name);
            var job = (ObjectNode) calls.call(ServiceId.GLUE, "GetJob", request).path("Job");
            job.remove(MADE);
            if (job.has("WorkerType")) {
                job.remove("MaxCapacity");
            }
            return Optional.of(job);
        } catch (CallException e) {
            if (e.code().equals("EntityNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    ObjectNode get(String name) throws IOException, InterruptedException {
        return find(name).orElseThrow(() -> new StartException("there is no job " + name));
    }

    /** A job's script; empty if it is not there. */
    Optional<String> script(JsonNode job) throws IOException, InterruptedException {
        var place = location(job);
        return calls.object(place.bucket(), place.key()).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    void putScript(JsonNode job, String script) throws IOException, InterruptedException {
        var place = location(job);
        calls.put(place.bucket(), place.key(), script.getBytes(StandardCharsets.UTF_8));
    }

    private static S3Location location(JsonNode job) {
        var location = job.path("Command").path("ScriptLocation").asText();
        return S3Location.of(location)
                .filter(place -> !place.fileName().isEmpty())
                .orElseThrow(() -> new StartException(
                        "Command.ScriptLocation \"" + location + "\" is no s3://bucket/folder/name.py"));
    }

    void create(ObjectNode job) throws IOException, InterruptedException {
        calls.call(ServiceId.GLUE, "CreateJob", job);
    }

    /** Replaces the definition as a whole. */
    void update(String name, ObjectNode job) throws IOException, InterruptedException {
        var update = job.deepCopy();
        update.remove(List.of("Name", "Tags"));
        if (!update.has(NODES)) {
            // Left out, it would leave the job's graph.
            update.putObject(NODES);
        }
        var request = JsonNodeFactory.instance.objectNode().put("JobName", name);
        request.set("JobUpdate", update);
        calls.call(ServiceId.GLUE, "UpdateJob", request);
    }
}
