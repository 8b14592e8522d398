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

    /** For the tables of a database that is inserted in the same transaction. */
    @SqlUpdate(
            """
            insert into glue_table_set (account_id, region, name, removed)
            values (:scope.accountId, :scope.region, :name, false)
            """)
    void insertTableSet(@BindMethods("scope") CatalogScope scope, String name);

    @SqlUpdate(
            """
            insert into glue_database (account_id, region, name, doc, table_set)
            values (:accountId, :region, :name, :doc, :tableSet)
            """)
    void insertDatabase(@BindMethods DatabaseRow database, String tableSet);

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

    /** Held until the transaction ends. */
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

    /** Fails if the database is not there. */
    @SqlUpdate(
            """
            insert into glue_table (account_id, region, database_name, name, version, doc)
            values (:accountId, :region, (
                select table_set from glue_database
                where account_id = :accountId and region = :region and name = :databaseName), :name, :version, :doc)
            """)
    @GetGeneratedKeys("id")
    long insertTable(@BindMethods TableRow table);

    @SqlQuery(
            """
            select id, account_id, region, cast(:database as varchar(255)) as database_name, name, version, doc
            from glue_table as part
            where account_id = :scope.accountId and region = :scope.region and name = :name
                and part.database_name = (
                    select table_set from glue_database
                    where account_id = :scope.accountId and region = :scope.region and name = :database)
            """)
    Optional<TableRow> table(@BindMethods("scope") CatalogScope scope, String database, String name);

    @SqlQuery(
            """
            select id, account_id, region, cast(:database as varchar(255)) as database_name, name, version, doc
            from glue_table as part
            where account_id = :scope.accountId and region = :scope.region and name > :after
                and part.database_name = (
                    select table_set from glue_database
                    where account_id = :scope.accountId and region = :scope.region and name = :database)
            order by part.account_id, part.region, part.database_name, part.name
            limit :limit
            """)
    List<TableRow> tables(@BindMethods("scope") CatalogScope scope, String database, String after, int limit);

    /** In no order; without those that are gone. */
    @SqlQuery(
            """
            select part.id, part.account_id, part.region, whole.name as database_name, part.name, part.version, part.doc
            from glue_table as part join glue_database as whole on whole.account_id = part.account_id
                and whole.region = part.region and whole.table_set = part.database_name
            where part.account_id = :scope.accountId and part.region = :scope.region and part.id in (<ids>)
            """)
    List<TableRow> tables(@BindMethods("scope") CatalogScope scope, @BindList("ids") List<Long> ids);

    @SqlQuery(
            """
            select count(*) from glue_table
            where account_id = :scope.accountId and region = :scope.region
                and database_name = (
                    select table_set from glue_database
                    where account_id = :scope.accountId and region = :scope.region and name = :database)
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

    /** The set that single removed tables belong to. */
    @SqlUpdate(
            """
            insert into glue_table_set (account_id, region, name, removed) values ('', '', '', true)
            on conflict do nothing
            """)
    void keepSetOfRemoved();

    /** Nobody's account has it from now on, and its name is free. */
    @SqlUpdate(
            """
            update glue_table set account_id = '', region = '', database_name = '', name = cast(id as varchar(20))
            where id = :id
            """)
    int hideTable(long id);

    /** All tables of a database are gone with it, which is to be deleted in the same transaction. */
    @SqlUpdate(
            """
            update glue_table_set set removed = true
            where account_id = :scope.accountId and region = :scope.region
                and name = (
                    select table_set from glue_database
                    where account_id = :scope.accountId and region = :scope.region and name = :database)
            """)
    int removeTableSet(@BindMethods("scope") CatalogScope scope, String database);

    /** Held until the transaction ends: what was about to be created in these sets is there, or fails afterwards. */
    @SqlQuery("select name from glue_table_set where removed = true and account_id <> '' for update")
    List<String> lockRemovedSets();

    @SqlQuery(
            """
            select part.id from glue_table_set as whole join glue_table as part on part.account_id = whole.account_id
                and part.region = whole.region and part.database_name = whole.name
            where whole.removed = true
            limit :limit
            """)
    List<Long> removedTables(int limit);

    /** Those that no table belongs to any more. */
    @SqlUpdate(
            """
            delete from glue_table_set
            where removed = true and account_id <> '' and not exists (
                select 1 from glue_table as part
                where part.account_id = glue_table_set.account_id and part.region = glue_table_set.region
                    and part.database_name = glue_table_set.name)
            """)
    int deleteEmptySets();

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
