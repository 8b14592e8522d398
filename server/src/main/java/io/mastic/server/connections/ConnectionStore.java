package io.mastic.server.connections;

import io.mastic.server.catalog.CatalogScope;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Connections. Each method is one statement. */
@RegisterConstructorMapper(ConnectionStore.ConnectionRow.class)
interface ConnectionStore {
    /**
     * @param doc the SDK's Connection as JSON, without secrets
     * @param secrets encrypted
     */
    record ConnectionRow(String accountId, String region, String name, String doc, String secrets) {}

    /** @return 0 if there is one of this name */
    @SqlUpdate(
            """
            insert into glue_connection (account_id, region, name, doc, secrets)
            values (:accountId, :region, :name, :doc, :secrets)
            on conflict do nothing
            """)
    int insert(@BindMethods ConnectionRow connection);

    @SqlQuery(
            """
            select * from glue_connection
            where account_id = :scope.accountId and region = :scope.region and name = :name
            """)
    Optional<ConnectionRow> find(@BindMethods("scope") CatalogScope scope, String name);

    @SqlQuery(
            """
            select * from glue_connection
            where account_id = :scope.accountId and region = :scope.region and name > :after
            order by account_id, region, name
            limit :limit
            """)
    List<ConnectionRow> list(@BindMethods("scope") CatalogScope scope, String after, int limit);

    @SqlQuery("select count(*) from glue_connection where account_id = :scope.accountId and region = :scope.region")
    long count(@BindMethods("scope") CatalogScope scope);

    @SqlUpdate(
            """
            update glue_connection set doc = :doc, secrets = :secrets
            where account_id = :accountId and region = :region and name = :name
            """)
    int update(@BindMethods ConnectionRow connection);

    @SqlUpdate(
            """
            delete from glue_connection
            where account_id = :scope.accountId and region = :scope.region and name = :name
            """)
    int delete(@BindMethods("scope") CatalogScope scope, String name);
}
