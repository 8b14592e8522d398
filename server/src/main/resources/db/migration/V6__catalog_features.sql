-- doc is everywhere the SDK type's own JSON. What belongs to a thing goes with it: no delete leaves rows behind.
create table glue_table_statistics (
    table_id bigint not null references glue_table (id) on delete cascade,
    column_name varchar(255) not null,
    doc text not null,
    primary key (table_id, column_name)
);

create table glue_partition_statistics (
    table_id bigint not null,
    sort_key varchar(4096) not null,
    column_name varchar(255) not null,
    doc text not null,
    primary key (table_id, sort_key, column_name),
    constraint glue_partition_statistics_partition foreign key (table_id, sort_key)
        references glue_partition (table_id, sort_key) on delete cascade on update cascade
);

create table glue_partition_index (
    table_id bigint not null references glue_table (id) on delete cascade,
    name varchar(255) not null,
    doc text not null,
    primary key (table_id, name)
);

create table glue_function (
    account_id varchar(12) not null,
    region varchar(32) not null,
    database_name varchar(255) not null,
    name varchar(255) not null,
    doc text not null,
    primary key (account_id, region, database_name, name),
    constraint glue_function_database foreign key (account_id, region, database_name)
        references glue_database (account_id, region, name) on delete cascade
);

-- A descriptor is shared by the partitions of one table only, so that it ends with the table.
create table glue_partition_descriptor (
    table_id bigint not null references glue_table (id) on delete cascade,
    hash varchar(64) not null,
    doc text not null,
    primary key (table_id, hash)
);
insert into glue_partition_descriptor (table_id, hash, doc)
select used.table_id, used.hash, kept.doc
from (select distinct table_id, descriptor_hash as hash from glue_partition where descriptor_hash is not null) as used
    join glue_storage_descriptor as kept on kept.hash = used.hash;
drop table glue_storage_descriptor;

-- doc has no secrets; secrets is a JSON object of them, encrypted with a key that is not in the database.
create table glue_connection (
    account_id varchar(12) not null,
    region varchar(32) not null,
    name varchar(255) not null,
    doc text not null,
    secrets text not null,
    primary key (account_id, region, name)
);

create table glue_security_configuration (
    account_id varchar(12) not null,
    region varchar(32) not null,
    name varchar(255) not null,
    doc text not null,
    primary key (account_id, region, name)
);

create table glue_encryption_settings (
    account_id varchar(12) not null,
    region varchar(32) not null,
    doc text not null,
    primary key (account_id, region)
);

-- document is the policy as it came; hash names this state of it.
create table glue_resource_policy (
    account_id varchar(12) not null,
    region varchar(32) not null,
    document text not null,
    hash varchar(64) not null,
    created bigint not null,
    updated bigint not null,
    primary key (account_id, region)
);

create table glue_classifier (
    account_id varchar(12) not null,
    region varchar(32) not null,
    name varchar(255) not null,
    version bigint not null,
    doc text not null,
    primary key (account_id, region, name)
);
