-- SHA-256 in hex of the script that was generated from the job's graph when it was saved last; null for a job without one.
alter table job add column script_hash varchar(64);
