package io.mastic.server.triggers;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Triggers, and the jobs that they start and wait for; each method is one statement. */
@RegisterConstructorMapper(TriggerStore.TriggerRow.class)
@RegisterConstructorMapper(TriggerStore.TriggerJobRow.class)
interface TriggerStore {
    String ACTION = "ACTION";
    String CONDITION = "CONDITION";

    /**
     * @param doc the SDK's Trigger as JSON
     * @param revision counts changes and firings
     * @param nextFire of a schedule, in milliseconds, while it is activated
     */
    record TriggerRow(
            String id,
            String accountId,
            String region,
            String name,
            Optional<String> workflowName,
            TriggerType type,
            TriggerState state,
            String doc,
            long revision,
            Optional<Long> nextFire) {
        TriggerRow with(TriggerState newState, String newDoc, Optional<Long> newNextFire) {
            return new TriggerRow(
                    id, accountId, region, name, workflowName, type, newState, newDoc, revision, newNextFire);
        }
    }

    /**
     * @param part {@link #ACTION} or {@link #CONDITION}
     * @param state the end that a condition waits for
     * @param runId the run that meets the condition now
     */
    record TriggerJobRow(
            String triggerId,
            String part,
            int position,
            String jobName,
            Optional<String> state,
            Optional<String> runId) {}

    /** @return 0 if the name is taken */
    @SqlUpdate(
            """
            insert into glue_trigger (id, account_id, region, name, workflow_name, type, state, doc, revision, next_fire)
            values (:id, :accountId, :region, :name, :workflowName, :type, :state, :doc, :revision, :nextFire)
            on conflict do nothing
            """)
    int insert(@BindMethods TriggerRow trigger);

    /** @return 0 if the trigger is at another revision than the one that was seen */
    @SqlUpdate(
            """
            update glue_trigger set state = :state, doc = :doc, revision = revision + 1, next_fire = :nextFire
            where id = :id and revision = :revision
            """)
    int update(@BindMethods TriggerRow trigger);

    @SqlQuery(
            """
            select count(*) from glue_trigger where account_id = :accountId and region = :region
            """)
    int count(String accountId, String region);

    @SqlQuery(
            """
            select * from glue_trigger where account_id = :accountId and region = :region and name = :name
            """)
    Optional<TriggerRow> find(String accountId, String region, String name);

    @SqlQuery("select * from glue_trigger where id = :id")
    Optional<TriggerRow> findById(String id);

    /** Held until the transaction ends. */
    @SqlQuery("select * from glue_trigger where id = :id for update")
    Optional<TriggerRow> lock(String id);

    @SqlQuery(
            """
            select * from glue_trigger
            where account_id = :accountId and region = :region and name > :after
            order by account_id, region, name
            limit :limit
            """)
    List<TriggerRow> list(String accountId, String region, String after, int limit);

    @SqlQuery(
            """
            select * from glue_trigger
            where account_id = :accountId and region = :region and name > :after
                and exists (select 1 from glue_trigger_job
                    where trigger_id = glue_trigger.id and part = 'ACTION' and job_name = :jobName)
            order by account_id, region, name
            limit :limit
            """)
    List<TriggerRow> listStarting(String accountId, String region, String jobName, String after, int limit);

    @SqlQuery(
            """
            select * from glue_trigger
            where account_id = :accountId and region = :region and workflow_name = :workflow
            order by name
            """)
    List<TriggerRow> ofWorkflow(String accountId, String region, String workflow);

    /** Those outside of workflows that wait for a job, in the order in which they are to be locked. */
    @SqlQuery(
            """
            select id from glue_trigger
            where account_id = :accountId and region = :region and workflow_name is null and state = 'ACTIVATED'
                and exists (select 1 from glue_trigger_job
                    where trigger_id = glue_trigger.id and part = 'CONDITION' and job_name = :jobName)
            order by id
            """)
    List<String> waitingFor(String accountId, String region, String jobName);

    @SqlUpdate("delete from glue_trigger where account_id = :accountId and region = :region and name = :name")
    int delete(String accountId, String region, String name);

    @SqlUpdate("delete from glue_trigger_job where trigger_id = :triggerId")
    void deleteJobs(String triggerId);

    @SqlUpdate(
            """
            insert into glue_trigger_job (trigger_id, part, position, job_name, state, run_id)
            values (:triggerId, :part, :position, :jobName, :state, :runId)
            """)
    void insertJob(@BindMethods TriggerJobRow job);

    @SqlQuery(
            """
            select * from glue_trigger_job where trigger_id = :triggerId and part = 'CONDITION' order by position
            """)
    List<TriggerJobRow> conditions(String triggerId);

    /** Notes which run meets the conditions on a job; those on another end of it are met no more. */
    @SqlUpdate(
            """
            update glue_trigger_job set run_id = case when state = :state then :runId else null end
            where trigger_id = :triggerId and part = 'CONDITION' and job_name = :jobName
            """)
    void meet(String triggerId, String jobName, String state, String runId);

    /** Begins to wait for all conditions anew. */
    @SqlUpdate("update glue_trigger_job set run_id = null where trigger_id = :triggerId")
    void forget(String triggerId);
}
