-- What runs measure of themselves: a row each time that one tells, with all values as JSON.
create table run_metric (
    run_id varchar(255) not null,
    time bigint not null,
    number integer not null,
    account_id varchar(12) not null,
    region varchar(32) not null,
    job_name varchar(255) not null,
    measured text not null,
    primary key (run_id, number)
);

create index run_metric_by_job on run_metric (account_id, region, job_name, time);
create index run_metric_by_time on run_metric (time);
