package io.mastic.server.jobs;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Job definitions. */
@RegisterConstructorMapper(JobStore.JobRow.class)
interface JobStore {
    /**
     * @param graph CodeGenConfigurationNodes as it came
     * @param scriptHash SHA-256 in hex of the script that was generated from the graph
     */
    record JobRow(
            String accountId,
            String region,
            String name,
            String doc,
            Optional<String> graph,
            Optional<String> scriptHash) {}

    @SqlUpdate(
            """
            insert into job (account_id, region, name, doc, graph, script_hash)
            values (:accountId, :region, :name, :doc, :graph, :scriptHash)
            """)
    void insert(@BindMethods JobRow job);

    @SqlUpdate(
            """
            update job set doc = :doc, graph = :graph, script_hash = :scriptHash
            where account_id = :accountId and region = :region and name = :name
            """)
    int update(@BindMethods JobRow job);

    @SqlQuery("select * from job where account_id = :accountId and region = :region and name = :name")
    Optional<JobRow> find(String accountId, String region, String name);

    @SqlQuery(
            """
            select * from job where account_id = :accountId and region = :region and name > :after
            order by account_id, region, name
            limit :limit
            """)
    List<JobRow> list(String accountId, String region, String after, int limit);

    @SqlUpdate("delete from job where account_id = :accountId and region = :region and name = :name")
    int delete(String accountId, String region, String name);
}
