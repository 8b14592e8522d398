-- Results of evaluations in runs of jobs, kept as runs are. doc is the SDK's DataQualityResult.
create table data_quality_result (
    account_id varchar(12) not null,
    region varchar(32) not null,
    id varchar(255) not null,
    job_name varchar(255) not null,
    job_run_id varchar(255) not null,
    started bigint not null,
    doc text not null,
    primary key (account_id, region, id)
);
create index data_quality_result_started on data_quality_result (account_id, region, started, id);
create index data_quality_result_job on data_quality_result (account_id, region, job_name, started, id);
create index data_quality_result_run on data_quality_result (account_id, region, job_run_id, started, id);
