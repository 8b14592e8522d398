package io.mastic.server.triggers;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Runs of workflows and what their triggers started; each method is one statement. */
@RegisterConstructorMapper(WorkflowRunStore.WorkflowRunRow.class)
@RegisterConstructorMapper(WorkflowRunStore.ActionRow.class)
interface WorkflowRunStore {
    /**
     * @param triggers those of the workflow when the run started, as the SDK's BatchGetTriggersResponse
     * @param properties the SDK's GetWorkflowRunPropertiesResponse
     */
    record WorkflowRunRow(
            String id,
            String accountId,
            String region,
            String workflowName,
            Optional<String> previousRunId,
            WorkflowRunState state,
            String triggers,
            String properties,
            long started,
            Optional<Long> completed) {}

    /**
     * @param jobRunId of the first attempt
     * @param originId the workflow's run in which the job ran
     * @param state AWS's name of the job run's state: the last, or STARTING while it lives
     */
    record ActionRow(
            String workflowRunId,
            String triggerName,
            int position,
            String jobName,
            String jobRunId,
            String originId,
            String state) {}

    @SqlUpdate(
            """
            insert into glue_workflow_run (id, account_id, region, workflow_name, previous_run_id, state, triggers,
                properties, started, completed)
            values (:id, :accountId, :region, :workflowName, :previousRunId, :state, :triggers,
                :properties, :started, :completed)
            """)
    void insert(@BindMethods WorkflowRunRow run);

    @SqlQuery("select * from glue_workflow_run where id = :id")
    Optional<WorkflowRunRow> find(String id);

    /** Held until the transaction ends. */
    @SqlQuery("select * from glue_workflow_run where id = :id for update")
    Optional<WorkflowRunRow> lock(String id);

    @SqlQuery(
            """
            select * from glue_workflow_run
            where account_id = :accountId and region = :region and workflow_name = :workflow
                and (started < :before or (started = :before and id < :beforeId))
            order by account_id desc, region desc, workflow_name desc, started desc, id desc
            limit :limit
            """)
    List<WorkflowRunRow> list(
            String accountId, String region, String workflow, long before, String beforeId, int limit);

    @SqlQuery(
            """
            select count(*) from glue_workflow_run
            where account_id = :accountId and region = :region and workflow_name = :workflow
                and state in ('RUNNING', 'STOPPING')
            """)
    int live(String accountId, String region, String workflow);

    @SqlUpdate("update glue_workflow_run set state = :next, completed = :completed where id = :id and state = :seen")
    int change(String id, WorkflowRunState seen, WorkflowRunState next, Optional<Long> completed);

    @SqlUpdate("update glue_workflow_run set properties = :properties where id = :id")
    void updateProperties(String id, String properties);

    @SqlUpdate(
            """
            insert into glue_workflow_action (workflow_run_id, trigger_name, position, job_name, job_run_id, origin_id,
                state)
            values (:workflowRunId, :triggerName, :position, :jobName, :jobRunId, :originId, :state)
            """)
    void insertAction(@BindMethods ActionRow action);

    @SqlUpdate(
            """
            update glue_workflow_action set state = :state
            where workflow_run_id = :workflowRunId and job_run_id = :jobRunId
            """)
    int endAction(String workflowRunId, String jobRunId, String state);

    @SqlQuery(
            """
            select * from glue_workflow_action where workflow_run_id = :workflowRunId
            order by trigger_name, position
            """)
    List<ActionRow> actions(String workflowRunId);
}
