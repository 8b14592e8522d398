-- The run that temporary credentials were issued for: what it leaves behind is tidied when it ends.
alter table access_key add column run_id varchar(255);
