-- Who starts runs beside callers, what was asked for beside the script, and what a server has done about it.
alter table job_run add column trigger_name varchar(255);
alter table job_run add column workflow_run_id varchar(255);
alter table job_run add column flexible boolean default false not null;
alter table job_run add column session_policy text;
alter table job_run add column notify_minutes integer;
alter table job_run add column notified bigint;
alter table job_run add column timed_out bigint;

-- A row is locked while a run of the account gets a place: else two would both get the last one.
create table run_place (
    account_id varchar(12) not null,
    region varchar(32) not null,
    primary key (account_id, region)
);
