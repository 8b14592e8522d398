-- Each account's drivers run as a system user of its own, where the server can do so: the first one's number and this.
create table driver_user (
    account_id varchar(12) not null primary key references account (id),
    number integer not null unique
);
