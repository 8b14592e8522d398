package io.mastic.server.security;

import io.mastic.server.catalog.CatalogScope;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Security configurations, encryption settings and resource policies. Each method is one statement. */
@RegisterConstructorMapper(SecurityStore.PolicyRow.class)
interface SecurityStore {
    /** @param hash names this state of the document */
    record PolicyRow(String accountId, String region, String document, String hash, long created, long updated) {}

    /** @return 0 if there is one of this name */
    @SqlUpdate(
            """
            insert into glue_security_configuration (account_id, region, name, doc)
            values (:scope.accountId, :scope.region, :name, :doc)
            on conflict do nothing
            """)
    int insertConfiguration(@BindMethods("scope") CatalogScope scope, String name, String doc);

    @SqlQuery(
            """
            select doc from glue_security_configuration
            where account_id = :scope.accountId and region = :scope.region and name = :name
            """)
    Optional<String> configuration(@BindMethods("scope") CatalogScope scope, String name);

    @SqlQuery(
            """
            select doc from glue_security_configuration
            where account_id = :scope.accountId and region = :scope.region and name > :after
            order by account_id, region, name
            limit :limit
            """)
    List<String> configurations(@BindMethods("scope") CatalogScope scope, String after, int limit);

    @SqlQuery(
            """
            select count(*) from glue_security_configuration
            where account_id = :scope.accountId and region = :scope.region
            """)
    long countConfigurations(@BindMethods("scope") CatalogScope scope);

    @SqlUpdate(
            """
            delete from glue_security_configuration
            where account_id = :scope.accountId and region = :scope.region and name = :name
            """)
    int deleteConfiguration(@BindMethods("scope") CatalogScope scope, String name);

    @SqlQuery(
            """
            select doc from glue_encryption_settings
            where account_id = :scope.accountId and region = :scope.region
            """)
    Optional<String> encryptionSettings(@BindMethods("scope") CatalogScope scope);

    @SqlUpdate(
            """
            update glue_encryption_settings set doc = :doc
            where account_id = :scope.accountId and region = :scope.region
            """)
    int updateEncryptionSettings(@BindMethods("scope") CatalogScope scope, String doc);

    @SqlUpdate(
            """
            insert into glue_encryption_settings (account_id, region, doc)
            values (:scope.accountId, :scope.region, :doc)
            on conflict do nothing
            """)
    int insertEncryptionSettings(@BindMethods("scope") CatalogScope scope, String doc);

    @SqlQuery(
            """
            select * from glue_resource_policy where account_id = :scope.accountId and region = :scope.region
            """)
    Optional<PolicyRow> policy(@BindMethods("scope") CatalogScope scope);

    /** @return 0 if there is one */
    @SqlUpdate(
            """
            insert into glue_resource_policy (account_id, region, document, hash, created, updated)
            values (:accountId, :region, :document, :hash, :created, :updated)
            on conflict do nothing
            """)
    int insertPolicy(@BindMethods PolicyRow policy);

    /** Compare-and-set: 0 if the policy is gone or another one. */
    @SqlUpdate(
            """
            update glue_resource_policy set document = :policy.document, hash = :policy.hash, updated = :policy.updated
            where account_id = :policy.accountId and region = :policy.region and hash = :expected
            """)
    int updatePolicy(@BindMethods("policy") PolicyRow policy, String expected);

    /** Compare-and-set: 0 if the policy is gone or another one. */
    @SqlUpdate(
            """
            delete from glue_resource_policy
            where account_id = :scope.accountId and region = :scope.region and hash = :expected
            """)
    int deletePolicy(@BindMethods("scope") CatalogScope scope, String expected);
}
