-- The tables of a database are a set, which glue_table.database_name names: so a database of any number of tables is
-- deleted by one row that marks its set, and a new database of the same name has another. Old sets have their
-- database's name. The set '' holds single tables that are removed.
create table glue_table_set (
    account_id varchar(12) not null,
    region varchar(32) not null,
    name varchar(255) not null,
    removed boolean not null,
    primary key (account_id, region, name)
);
create index glue_table_set_removed on glue_table_set (removed, account_id, region, name);
insert into glue_table_set (account_id, region, name, removed)
select account_id, region, name, account_id = '' from glue_database;

alter table glue_table drop constraint glue_table_database;
alter table glue_table add constraint glue_table_of_set foreign key (account_id, region, database_name)
    references glue_table_set (account_id, region, name);

delete from glue_database where account_id = '';
alter table glue_database add column table_set varchar(255);
update glue_database set table_set = name;
alter table glue_database alter column table_set set not null;
alter table glue_database add constraint glue_database_set unique (account_id, region, table_set);
