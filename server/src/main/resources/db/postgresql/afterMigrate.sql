-- Keys compare by bytes, as on H2: paging, ranges and case must not depend on the database's locale. Done after every
-- migration and for every column, so that none can forget it.
do $$
declare
    forgotten record;
begin
    for forgotten in
        select c.table_name,
            string_agg(format('alter column %I type %s collate "C"', c.column_name,
                case when c.character_maximum_length is null then 'text'
                    else format('varchar(%s)', c.character_maximum_length) end), ', ') as changes
        from information_schema.columns c
        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
        where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
            and c.table_name <> 'flyway_schema_history'
            and c.data_type in ('character varying', 'text')
            and c.collation_name is distinct from 'C'
        group by c.table_name
    loop
        execute format('alter table %I %s', forgotten.table_name, forgotten.changes);
    end loop;
end
$$;
