package io.mastic.server.jobs;

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

    /** A job with its graph as it came. */
    public record Definition(Job job, Optional<String> graph) {}

    private final JobStore store;
    private final PassableRoles roles;
    private final SecurityConfigurations securityConfigurations;

    public Jobs(Jdbi jdbi, PassableRoles roles, SecurityConfigurations securityConfigurations) {
        this.store = jdbi.onDemand(JobStore.class);
        this.roles = roles;
        this.securityConfigurations = securityConfigurations;
    }

    /** The same definition again is a success: a client that repeats a request whose answer was lost sees no error. */
    void create(Call call, String name, String role, SdkPojo given, Optional<String> graph) {
        var arn = roles.require(call, role);
        var job = JobDefinitions.completed(name, given, arn, call.time(), call.time());
        requireSecurityConfiguration(call.accountId(), call.region(), job.securityConfiguration());
        try {
            store.insert(row(call, job, graph));
        } catch (UnableToExecuteStatementException e) {
            var existing = find(call, name).orElseThrow(() -> e);
            var same = existing.job().toBuilder()
                    .createdOn(job.createdOn())
                    .lastModifiedOn(job.lastModifiedOn())
                    .build();
            if (!same.equals(job) || !existing.graph().equals(graph)) {
                throw JobErrors.existsOtherwise(name);
            }
        }
    }

    /** Clients that have none send an empty name as well. */
    void requireSecurityConfiguration(String accountId, String region, @Nullable String name) {
        if (name != null && !name.isEmpty()) {
            securityConfigurations.require(accountId, region, name);
        }
    }

    private static JobRow row(Call call, Job job, Optional<String> graph) {
        return new JobRow(call.accountId(), call.region(), job.name(), JobConverter.doc(job), graph);
    }

    /** Replaces the definition: what is not given is reset. */
    void update(Call call, String name, SdkPojo given, Optional<String> role, Optional<String> graph) {
        var current = get(call, name).job();
        var arn = roles.require(call, role.orElse(current.role()));
        var job = JobDefinitions.completed(name, given, arn, current.createdOn(), call.time());
        requireSecurityConfiguration(call.accountId(), call.region(), job.securityConfiguration());
        if (store.update(row(call, job, graph)) == 0) {
            throw JobErrors.jobNotFound(name);
        }
    }

    public Optional<Definition> find(Call call, String name) {
        return store.find(call.accountId(), call.region(), name).map(Jobs::definition);
    }

    private static Definition definition(JobRow row) {
        return new Definition(JobConverter.toJob(row.doc()), row.graph());
    }

    Definition get(Call call, String name) {
        return find(call, name).orElseThrow(() -> JobErrors.jobNotFound(name));
    }

    List<Definition> list(Call call, String after, int limit) {
        return store.list(call.accountId(), call.region(), after, limit).stream()
                .map(Jobs::definition)
                .toList();
    }

    /** Runs of the job stay readable. */
    void delete(Call call, String name) {
        store.delete(call.accountId(), call.region(), name);
    }
}
