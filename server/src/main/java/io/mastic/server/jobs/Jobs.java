package io.mastic.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.Call;
import io.mastic.server.jobs.JobStore.JobRow;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.Job;

/** Job definitions. */
public final class Jobs {
    /** Checks that a caller may hand a role to Glue. */
    @FunctionalInterface
    public interface PassableRoles {
        /**
         * @return the role's ARN
         * @throws io.mastic.protocol.ServiceException if the role is missing, does not trust Glue or may not be passed
         */
        String require(Call call, String nameOrArn);
    }

    /** Checks that a security configuration exists. */
    @FunctionalInterface
    public interface SecurityConfigurations {
        /** @throws io.mastic.protocol.ServiceException if the account has none of this name in the Region */
        void require(String accountId, String region, String name);
    }

    /** Makes the scripts of jobs that have a graph. */
    public interface Graphs {
        /**
         * Writes the script of a job that is about to be stored.
         *
         * @param earlier what was generated for the job last
         * @throws io.mastic.protocol.ServiceException if the graph cannot be used, or its script may not be written
         */
        Generated generate(Call call, Job job, JsonNode graph, Optional<Earlier> earlier);

        /** Whether somebody else changed the script since it was generated. */
        boolean changedOutside(Call call, Job job, String hash);
    }

    /**
     * A job with what its graph adds: the place of its script and the modules that the script imports.
     *
     * @param hash of the script
     */
    public record Generated(Job job, String hash) {}

    /** Where a script was written before, and its hash then. */
    public record Earlier(String location, String hash) {}

    /**
     * A job with its graph as it came.
     *
     * @param scriptHash of the script that was generated from the graph
     */
    public record Definition(Job job, Optional<String> graph, Optional<String> scriptHash) {
        Optional<Earlier> earlier() {
            return scriptHash.map(hash -> new Earlier(job.command().scriptLocation(), hash));
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JobStore store;
    private final PassableRoles roles;
    private final SecurityConfigurations securityConfigurations;
    private final Graphs graphs;

    public Jobs(Jdbi jdbi, PassableRoles roles, SecurityConfigurations securityConfigurations, Graphs graphs) {
        this.store = jdbi.onDemand(JobStore.class);
        this.roles = roles;
        this.securityConfigurations = securityConfigurations;
        this.graphs = graphs;
    }

    /** The same definition again is a success: a client that repeats a request whose answer was lost sees no error. */
    void create(Call call, String name, String role, SdkPojo given, Optional<JsonNode> graph) {
        var arn = roles.require(call, role);
        var visual = graph.filter(nodes -> !nodes.isEmpty());
        var job = JobDefinitions.completed(name, given, arn, call.time(), call.time(), visual.isPresent());
        requireSecurityConfiguration(call.accountId(), call.region(), job.securityConfiguration());
        var existing = find(call, name);
        if (existing.isPresent()) {
            requireSame(call, existing.get(), job, visual);
            return;
        }
        var row = row(call, job, visual, Optional.empty());
        try {
            store.insert(row);
        } catch (UnableToExecuteStatementException e) {
            requireSame(call, find(call, name).orElseThrow(() -> e), job, visual);
        }
    }

    private void requireSame(Call call, Definition existing, Job job, Optional<JsonNode> graph) {
        var sameGraph = existing.graph().equals(graph.map(JsonNode::toString));
        // What a graph adds to a job is made again, so that it can be compared; the script is there already.
        var completed = sameGraph && graph.isPresent()
                ? graphs.generate(call, job, graph.get(), existing.earlier()).job()
                : job;
        var same = existing.job().toBuilder()
                .createdOn(job.createdOn())
                .lastModifiedOn(job.lastModifiedOn())
                .build();
        if (!sameGraph || !same.equals(completed)) {
            throw JobErrors.existsOtherwise(job.name());
        }
    }

    /** Clients that have none send an empty name as well. */
    void requireSecurityConfiguration(String accountId, String region, @Nullable String name) {
        if (name != null && !name.isEmpty()) {
            securityConfigurations.require(accountId, region, name);
        }
    }

    private JobRow row(Call call, Job job, Optional<JsonNode> graph, Optional<Earlier> earlier) {
        var generated = graph.map(nodes -> graphs.generate(call, job, nodes, earlier));
        var stored = generated.map(Generated::job).orElse(job);
        return new JobRow(
                call.accountId(),
                call.region(),
                job.name(),
                JobConverter.doc(stored),
                graph.map(JsonNode::toString),
                generated.map(Generated::hash));
    }

    /**
     * Replaces the definition: what is not given is reset, but for the graph, which only an empty one removes.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/visual-job-api-chapter.html">AWS</a>
     */
    void update(Call call, String name, SdkPojo given, Optional<String> role, Optional<JsonNode> graph) {
        var current = get(call, name);
        var arn = roles.require(call, role.orElse(current.job().role()));
        var visual = graph.or(() -> current.graph().map(Jobs::tree)).filter(nodes -> !nodes.isEmpty());
        var job =
                JobDefinitions.completed(name, given, arn, current.job().createdOn(), call.time(), visual.isPresent());
        requireSecurityConfiguration(call.accountId(), call.region(), job.securityConfiguration());
        if (store.update(row(call, job, visual, current.earlier())) == 0) {
            throw JobErrors.jobNotFound(name);
        }
    }

    public Optional<Definition> find(Call call, String name) {
        return store.find(call.accountId(), call.region(), name).map(Jobs::definition);
    }

    private static Definition definition(JobRow row) {
        return new Definition(JobConverter.toJob(row.doc()), row.graph(), row.scriptHash());
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the job's script is no longer the one that its graph makes. */
    boolean scriptChangedOutside(Call call, Definition definition) {
        return definition
                .scriptHash()
                .filter(hash -> graphs.changedOutside(call, definition.job(), hash))
                .isPresent();
    }

    Definition get(Call call, String name) {
        return find(call, name).orElseThrow(() -> JobErrors.jobNotFound(name));
    }

    /** Definitions by name, a page of them after the one that was last. */
    public List<Definition> list(Call call, String after, int limit) {
        return store.list(call.accountId(), call.region(), after, limit).stream()
                .map(Jobs::definition)
                .toList();
    }

    /** Runs of the job stay readable. */
    void delete(Call call, String name) {
        store.delete(call.accountId(), call.region(), name);
    }
}
