-- Every commit and reset makes the next version; states is a JSON object by transformation_ctx.
create table job_bookmark (
    account_id varchar(12) not null,
    region varchar(32) not null,
    job_name varchar(255) not null,
    version integer not null,
    run_number integer not null,
    attempt_number integer not null,
    previous_run_id varchar(255),
    run_id varchar(255),
    states text not null,
    primary key (account_id, region, job_name, version),
    constraint job_bookmark_job foreign key (account_id, region, job_name)
        references job (account_id, region, name) on delete cascade
);
