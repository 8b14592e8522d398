package io.mastic.server.catalog;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** User-defined functions. Each method is one statement. */
@RegisterConstructorMapper(FunctionStore.FunctionRow.class)
interface FunctionStore {
    record FunctionRow(String accountId, String region, String databaseName, String name, String doc) {}

    /** @return 0 if there is one of this name */
    @SqlUpdate(
            """
            insert into glue_function (account_id, region, database_name, name, doc)
            values (:accountId, :region, :databaseName, :name, :doc)
            on conflict do nothing
            """)
    int insert(@BindMethods FunctionRow function);

    @SqlQuery(
            """
            select * from glue_function
            where account_id = :scope.accountId and region = :scope.region
                and database_name = :database and name = :name
            """)
    Optional<FunctionRow> find(@BindMethods("scope") CatalogScope scope, String database, String name);

    /** Of one database, after a name. */
    @SqlQuery(
            """
            select * from glue_function
            where account_id = :scope.accountId and region = :scope.region
                and database_name = :database and name > :after
            order by account_id, region, database_name, name
            limit :limit
            """)
    List<FunctionRow> list(@BindMethods("scope") CatalogScope scope, String database, String after, int limit);

    /** Of all databases, after a function of a database. */
    @SqlQuery(
            """
            select * from glue_function
            where account_id = :scope.accountId and region = :scope.region
                and (database_name > :database or database_name = :database and name > :after)
            order by account_id, region, database_name, name
            limit :limit
            """)
    List<FunctionRow> listAll(@BindMethods("scope") CatalogScope scope, String database, String after, int limit);

    @SqlQuery(
            """
            select count(*) from glue_function
            where account_id = :scope.accountId and region = :scope.region and database_name = :database
            """)
    long count(@BindMethods("scope") CatalogScope scope, String database);

    @SqlUpdate(
            """
            update glue_function set doc = :doc
            where account_id = :accountId and region = :region and database_name = :databaseName and name = :name
            """)
    int update(@BindMethods FunctionRow function);

    @SqlUpdate(
            """
            delete from glue_function
            where account_id = :scope.accountId and region = :scope.region
                and database_name = :database and name = :name
            """)
    int delete(@BindMethods("scope") CatalogScope scope, String database, String name);
}
