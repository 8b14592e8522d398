package io.mastic.server.triggers;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Workflows; each method is one statement. */
@RegisterConstructorMapper(WorkflowStore.WorkflowRow.class)
interface WorkflowStore {
    /** @param doc the SDK's Workflow as JSON */
    record WorkflowRow(String accountId, String region, String name, String doc) {}

    /** @return 0 if the name is taken */
    @SqlUpdate(
            """
            insert into glue_workflow (account_id, region, name, doc) values (:accountId, :region, :name, :doc)
            on conflict do nothing
            """)
    int insert(@BindMethods WorkflowRow workflow);

    @SqlUpdate(
            """
            update glue_workflow set doc = :doc
            where account_id = :accountId and region = :region and name = :name
            """)
    int update(@BindMethods WorkflowRow workflow);

    @SqlQuery("select count(*) from glue_workflow where account_id = :accountId and region = :region")
    int count(String accountId, String region);

    @SqlQuery("select * from glue_workflow where account_id = :accountId and region = :region and name = :name")
    Optional<WorkflowRow> find(String accountId, String region, String name);

    /** Held until the transaction ends. */
    @SqlQuery(
            """
            select * from glue_workflow where account_id = :accountId and region = :region and name = :name
            for update
            """)
    Optional<WorkflowRow> lock(String accountId, String region, String name);

    @SqlQuery(
            """
            select * from glue_workflow where account_id = :accountId and region = :region and name > :after
            order by account_id, region, name
            limit :limit
            """)
    List<WorkflowRow> list(String accountId, String region, String after, int limit);

    @SqlUpdate("delete from glue_workflow where account_id = :accountId and region = :region and name = :name")
    int delete(String accountId, String region, String name);
}
