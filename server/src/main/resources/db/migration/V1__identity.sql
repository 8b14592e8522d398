-- Times are milliseconds since 1970 in every table, so that no database's time zone takes part.
create table account (
    id varchar(12) not null primary key,
    created bigint not null
);

-- doc is the SDK's Role as JSON.
create table iam_role (
    id varchar(32) not null primary key,
    account_id varchar(12) not null references account (id),
    name varchar(64) not null,
    path varchar(512) not null,
    doc text not null,
    constraint iam_role_name unique (account_id, name)
);

create table iam_role_policy (
    role_id varchar(32) not null references iam_role (id),
    name varchar(128) not null,
    document text not null,
    primary key (role_id, name)
);

create table iam_attached_policy (
    role_id varchar(32) not null references iam_role (id),
    policy_arn varchar(2048) not null,
    primary key (role_id, policy_arn)
);

-- Customer-managed policies; Amazon's come with the program. doc is the SDK's Policy as JSON.
create table iam_policy (
    arn varchar(2048) not null primary key,
    account_id varchar(12) not null references account (id),
    doc text not null,
    document text not null
);

-- secret and session_token are encrypted with a key that is not in the database.
create table access_key (
    id varchar(32) not null primary key,
    account_id varchar(12) not null references account (id),
    role_id varchar(32),
    principal_arn varchar(2048) not null,
    user_id varchar(256) not null,
    secret text not null,
    session_token text,
    session_policy text,
    active boolean not null,
    created bigint not null,
    expires bigint
);
create index access_key_account on access_key (account_id, id);
create index access_key_expires on access_key (expires);
