-- doc is the SDK's Trigger as JSON, without its state. revision counts a trigger's changes and firings: whoever moves it
-- on from the revision of an alarm owns that occurrence. next_fire is the next time of a schedule, while it is activated.
create table glue_trigger (
    id varchar(64) not null primary key,
    account_id varchar(12) not null,
    region varchar(32) not null,
    name varchar(255) not null,
    workflow_name varchar(255),
    type varchar(16) not null,
    state varchar(16) not null,
    doc text not null,
    revision bigint not null,
    next_fire bigint,
    constraint glue_trigger_name unique (account_id, region, name)
);
create index glue_trigger_workflow on glue_trigger (account_id, region, workflow_name);

-- The jobs that a trigger starts (ACTION) and waits for (CONDITION). run_id is the run that meets a condition now.
create table glue_trigger_job (
    trigger_id varchar(64) not null references glue_trigger (id) on delete cascade,
    part varchar(16) not null,
    position integer not null,
    job_name varchar(255) not null,
    state varchar(16),
    run_id varchar(255),
    primary key (trigger_id, part, position)
);
create index glue_trigger_job_name on glue_trigger_job (job_name, part);

-- doc is the SDK's Workflow as JSON.
create table glue_workflow (
    account_id varchar(12) not null,
    region varchar(32) not null,
    name varchar(255) not null,
    doc text not null,
    primary key (account_id, region, name)
);

-- triggers are those of the workflow when the run started, as the SDK's BatchGetTriggersResponse; properties are the
-- SDK's GetWorkflowRunPropertiesResponse.
create table glue_workflow_run (
    id varchar(255) not null primary key,
    account_id varchar(12) not null,
    region varchar(32) not null,
    workflow_name varchar(255) not null,
    previous_run_id varchar(255),
    state varchar(16) not null,
    triggers text not null,
    properties text not null,
    started bigint not null,
    completed bigint
);
create index glue_workflow_run_name on glue_workflow_run (account_id, region, workflow_name, started);

-- What triggers started in a workflow's run. origin_id is the workflow's run in which the job ran: an earlier one when
-- a resumed run took the result over. job_run_id is that of the first attempt.
create table glue_workflow_action (
    workflow_run_id varchar(255) not null references glue_workflow_run (id) on delete cascade,
    trigger_name varchar(255) not null,
    position integer not null,
    job_name varchar(255) not null,
    job_run_id varchar(255) not null,
    origin_id varchar(255) not null,
    state varchar(16) not null,
    primary key (workflow_run_id, trigger_name, position)
);

-- db-scheduler's table, as its documentation gives it.
create table scheduled_tasks (
    task_name varchar(100) not null,
    task_instance varchar(255) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(255),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

create index job_run_workflow on job_run (workflow_run_id);
