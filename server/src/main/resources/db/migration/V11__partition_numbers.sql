-- Keys like year are numbers, which can be written in several ways: 7 and 07 are one hour, and lie apart in sort_key.
create index glue_partition_first_number on glue_partition (table_id, n1, sort_key);
