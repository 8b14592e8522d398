package io.mastic.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Databases, tables and their versions. Each method is one statement; callers open the transaction. */
@RegisterConstructorMapper(CatalogStore.DatabaseRow.class)
@RegisterRowMapper(CatalogStore.TableRowMapper.class)
@RegisterConstructorMapper(CatalogStore.VersionRow.class)
public interface CatalogStore {
    record DatabaseRow(String accountId, String region, String name, String doc) {}

    record TableRow(
            long id, String accountId, String region, String databaseName, String name, long version, String doc) {
        /** The same table under this name and with this definition. */
        TableRow as(String newName, String newDoc) {
            return new TableRow(id, accountId, region, databaseName, newName, version, newDoc);
        }
    }

    /** By hand, for nearly every call reads a table: finding a mapper for each column costs more than the query. */
    final class TableRowMapper implements RowMapper<TableRow> {
        @Override
        public TableRow map(ResultSet result, StatementContext context) throws SQLException {
            return new TableRow(
                    result.getLong("id"),
                    result.getString("account_id"),
                    result.getString("region"),
                    result.getString("database_name"),
                    result.getString("name"),
                    result.getLong("version"),
                    result.getString("doc"));
        }
    }

    record VersionRow(long version, String doc) {}

    @SqlUpdate("insert into glue_database (account_id, region, name, doc) values (:accountId, :region, :name, :doc)")
    void insertDatabase(@BindMethods DatabaseRow database);

    @SqlQuery(
            """
            select * from glue_database
            where account_id = :scope.accountId and region = :scope.region and name = :name
            """)
    Optional<DatabaseRow> database(@BindMethods("scope") CatalogScope scope, String name);

    @SqlQuery(
            """
            select * from glue_database
            where account_id = :scope.accountId and region = :scope.region and name > :after
            order by account_id, region, name
            limit :limit
            """)
    List<DatabaseRow> databases(@BindMethods("scope") CatalogScope scope, String after, int limit);

    @SqlQuery("select count(*) from glue_database where account_id = :scope.accountId and region = :scope.region")
    long countDatabases(@BindMethods("scope") CatalogScope scope);

    @SqlUpdate(
            """
            update glue_database set doc = :doc
            where account_id = :accountId and region = :region and name = :name
            """)
    int updateDatabase(@BindMethods DatabaseRow database);

    /** Held until the transaction ends: no table is made in the database meanwhile. */
    @SqlQuery(
            """
            select name from glue_database
            where account_id = :scope.accountId and region = :scope.region and name = :name
            for update
            """)
    Optional<String> lockDatabase(@BindMethods("scope") CatalogScope scope, String name);

    @SqlUpdate(
            """
            delete from glue_database
            where account_id = :scope.accountId and region = :scope.region and name = :name
            """)
    int deleteDatabase(@BindMethods("scope") CatalogScope scope, String name);

    @SqlUpdate(
            """
            insert into glue_table (account_id, region, database_name, name, version, doc)
            values (:accountId, :region, :databaseName, :name, :version, :doc)
            """)
    @GetGeneratedKeys("id")
    long insertTable(@BindMethods TableRow table);

    @SqlQuery(
            """
            select * from glue_table
            where account_id = :scope.accountId and region = :scope.region
                and database_name = :database and name = :name
            """)
    Optional<TableRow> table(@BindMethods("scope") CatalogScope scope, String database, String name);

    @SqlQuery(
            """
            select * from glue_table
            where account_id = :scope.accountId and region = :scope.region
                and database_name = :database and name > :after
            order by account_id, region, database_name, name
            limit :limit
            """)
    List<TableRow> tables(@BindMethods("scope") CatalogScope scope, String database, String after, int limit);

    /** In no order; without those that are gone. */
    @SqlQuery(
            """
            select * from glue_table
            where account_id = :scope.accountId and region = :scope.region and id in (<ids>)
            """)
    List<TableRow> tables(@BindMethods("scope") CatalogScope scope, @BindList("ids") List<Long> ids);

    @SqlQuery(
            """
            select count(*) from glue_table
            where account_id = :scope.accountId and region = :scope.region and database_name = :database
            """)
    long countTables(@BindMethods("scope") CatalogScope scope, String database);

    /** Compare-and-set: 0 if the table is gone or at another version. The name may be another. */
    @SqlUpdate(
            """
            update glue_table set version = version + 1, name = :name, doc = :doc
            where id = :id and version = :version
            """)
    int updateTable(@BindMethods TableRow table);

    @SqlUpdate("delete from glue_table where id = :id")
    int deleteTable(long id);

    /** How many partitions and old versions a table has, counted no further than the limit. */
    @SqlQuery(
            """
            select count(*) from (
                (select 1 as one from glue_partition where table_id = :id limit :limit)
                union all
                (select 1 as one from glue_table_version where table_id = :id limit :limit)) as counted
            """)
    int rowsUpTo(long id, int limit);

    /** How many partitions and old versions the tables of a database have, counted no further than the limit. */
    @SqlQuery(
            """
            select count(*) from (
                (select 1 as one from glue_table as owner join glue_partition as part on part.table_id = owner.id
                where owner.account_id = :scope.accountId and owner.region = :scope.region
                    and owner.database_name = :database
                limit :limit)
                union all
                (select 1 as one from glue_table as owner join glue_table_version as old on old.table_id = owner.id
                where owner.account_id = :scope.accountId and owner.region = :scope.region
                    and owner.database_name = :database
                limit :limit)) as counted
            """)
    int rowsUpTo(@BindMethods("scope") CatalogScope scope, String database, int limit);

    /** What hidden tables belong to, as every table does to a database. */
    @SqlUpdate(
            """
            insert into glue_database (account_id, region, name, doc) values ('', '', '', '{}')
            on conflict do nothing
            """)
    void keepHiddenDatabase();

    /** Nobody's account has it from now on, and its name is free. */
    @SqlUpdate(
            """
            update glue_table set account_id = '', region = '', database_name = '', name = cast(id as varchar(20))
            where id = :id
            """)
    int hideTable(long id);

    /** As {@link #hideTable}, all of a database. */
    @SqlUpdate(
            """
            update glue_table set account_id = '', region = '', database_name = '', name = cast(id as varchar(20))
            where account_id = :scope.accountId and region = :scope.region and database_name = :database
            """)
    int hideTables(@BindMethods("scope") CatalogScope scope, String database);

    @SqlQuery(
            """
            select id from glue_table
            where account_id = '' and region = '' and database_name = ''
            order by account_id, region, database_name, name
            limit :limit
            """)
    List<Long> hiddenTables(int limit);

    @SqlUpdate(
            """
            delete from glue_partition
            where table_id = :id and sort_key in (
                select sort_key from glue_partition where table_id = :id order by table_id, sort_key limit :limit)
            """)
    int deletePartitions(long id, int limit);

    @SqlUpdate(
            """
            delete from glue_table_version
            where table_id = :id and version in (
                select version from glue_table_version where table_id = :id order by table_id, version limit :limit)
            """)
    int deleteVersions(long id, int limit);

    @SqlUpdate(
            """
            delete from glue_table
            where account_id = :scope.accountId and region = :scope.region and database_name = :database
            """)
    int deleteTables(@BindMethods("scope") CatalogScope scope, String database);

    @SqlUpdate("insert into glue_table_version (table_id, version, doc) values (:tableId, :version, :doc)")
    void insertVersion(long tableId, long version, String doc);

    @SqlQuery("select version, doc from glue_table_version where table_id = :tableId and version = :version")
    Optional<VersionRow> version(long tableId, long version);

    @SqlQuery(
            """
            select version, doc from glue_table_version
            where table_id = :tableId and version < :before
            order by table_id desc, version desc
            limit :limit
            """)
    List<VersionRow> versions(long tableId, long before, int limit);

    @SqlQuery("select count(*) from glue_table_version where table_id = :tableId")
    long countVersions(long tableId);

    @SqlUpdate("delete from glue_table_version where table_id = :tableId and version = :version")
    int deleteVersion(long tableId, long version);
}
