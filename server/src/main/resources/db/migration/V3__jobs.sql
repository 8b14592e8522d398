-- doc is the SDK's Job as JSON; graph is CodeGenConfigurationNodes as it came.
create table job (
    account_id varchar(12) not null,
    region varchar(32) not null,
    name varchar(255) not null,
    doc text not null,
    graph text,
    primary key (account_id, region, name)
);

-- doc holds what a run is started with, as the SDK's JobRun; what changes has its column.
create table job_run (
    id varchar(255) not null primary key,
    account_id varchar(12) not null,
    region varchar(32) not null,
    job_name varchar(255) not null,
    command varchar(32) not null,
    script varchar(4096) not null,
    role_arn varchar(2048) not null,
    merged_arguments text not null,
    doc text not null,
    state varchar(16) not null,
    state_detail varchar(1024),
    error_message text,
    reported_error text,
    reported_success boolean,
    memory_mebibytes integer not null,
    cores integer not null,
    timeout_minutes integer not null,
    max_retries integer not null,
    epoch bigint not null,
    token_hash varchar(64) not null,
    started bigint not null,
    launched bigint,
    modified bigint not null,
    completed bigint
);
create index job_run_job on job_run (account_id, region, job_name, started);
create index job_run_command on job_run (account_id, region, command, id);
create index job_run_state on job_run (state);
create index job_run_token on job_run (token_hash);
