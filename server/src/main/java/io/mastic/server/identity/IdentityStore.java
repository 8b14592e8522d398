package io.mastic.server.identity;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;

/** Identity's tables. Every statement is one transaction; unique keys decide races. */
@RegisterConstructorMapper(IdentityStore.RoleRow.class)
@RegisterConstructorMapper(IdentityStore.RolePolicyRow.class)
@RegisterConstructorMapper(IdentityStore.PolicyRow.class)
@RegisterConstructorMapper(IdentityStore.AccessKeyRow.class)
public interface IdentityStore {
    /** @param doc the SDK's Role as JSON */
    record RoleRow(String id, String accountId, String name, String path, String doc) {}

    /** An inline policy. */
    record RolePolicyRow(String roleId, String name, String document) {}

    /** @param doc the SDK's Policy as JSON */
    record PolicyRow(String arn, String accountId, String doc, String document) {}

    /**
     * @param roleId of temporary credentials of a role, else empty: the account's root
     * @param secret encrypted
     * @param sessionToken encrypted
     * @param runId of the run that the credentials were issued for
     */
    record AccessKeyRow(
            String id,
            String accountId,
            Optional<String> roleId,
            String principalArn,
            String userId,
            String secret,
            Optional<String> sessionToken,
            Optional<String> sessionPolicy,
            boolean active,
            long created,
            Optional<Long> expires,
            Optional<String> runId) {}

    @SqlQuery("select count(*) from account where id = :id")
    int accounts(String id);

    @SqlUpdate("insert into account (id, created) values (:id, :created) on conflict do nothing")
    void insertAccount(String id, long created);

    @SqlUpdate("insert into iam_role (id, account_id, name, path, doc) values (:id, :accountId, :name, :path, :doc)")
    void insertRole(@BindMethods RoleRow role);

    @SqlQuery("select * from iam_role where account_id = :accountId and name = :name")
    Optional<RoleRow> role(String accountId, String name);

    @SqlQuery("select * from iam_role where id = :id")
    Optional<RoleRow> roleById(String id);

    @SqlQuery(
            """
            select * from iam_role
            where account_id = :accountId and name > :after and path like :path escape '!'
            order by account_id, name
            limit :limit
            """)
    List<RoleRow> roles(String accountId, String path, String after, int limit);

    @SqlUpdate("update iam_role set doc = :doc where id = :id")
    int updateRole(String id, String doc);

    @Transaction
    @SqlUpdate("delete from iam_role where id = :id")
    int deleteRole(String id);

    /** Adds a policy or replaces it, also when another does so at the same time. */
    default void putRolePolicy(RolePolicyRow policy) {
        if (updateRolePolicy(policy) == 0 && insertRolePolicy(policy) == 0) {
            updateRolePolicy(policy);
        }
    }

    @SqlUpdate("update iam_role_policy set document = :document where role_id = :roleId and name = :name")
    int updateRolePolicy(@BindMethods RolePolicyRow policy);

    @SqlUpdate(
            """
            insert into iam_role_policy (role_id, name, document) values (:roleId, :name, :document)
            on conflict do nothing
            """)
    int insertRolePolicy(@BindMethods RolePolicyRow policy);

    @SqlQuery("select * from iam_role_policy where role_id = :roleId order by name")
    List<RolePolicyRow> rolePolicies(String roleId);

    @SqlUpdate("delete from iam_role_policy where role_id = :roleId and name = :name")
    int deleteRolePolicy(String roleId, String name);

    @SqlUpdate(
            """
            insert into iam_attached_policy (role_id, policy_arn) values (:roleId, :arn)
            on conflict do nothing
            """)
    void attach(String roleId, String arn);

    @SqlQuery("select policy_arn from iam_attached_policy where role_id = :roleId order by policy_arn")
    List<String> attached(String roleId);

    @SqlQuery("select count(*) from iam_attached_policy where policy_arn = :arn")
    int attachments(String arn);

    @SqlUpdate("delete from iam_attached_policy where role_id = :roleId and policy_arn = :arn")
    int detach(String roleId, String arn);

    @SqlUpdate("insert into iam_policy (arn, account_id, doc, document) values (:arn, :accountId, :doc, :document)")
    void insertPolicy(@BindMethods PolicyRow policy);

    @SqlQuery("select * from iam_policy where arn = :arn")
    Optional<PolicyRow> policy(String arn);

    @SqlQuery(
            """
            select * from iam_policy
            where account_id = :accountId and arn > :after
            order by arn
            limit :limit
            """)
    List<PolicyRow> policies(String accountId, String after, int limit);

    @SqlUpdate("delete from iam_policy where arn = :arn")
    int deletePolicy(String arn);

    @SqlUpdate(
            """
            insert into access_key (id, account_id, role_id, principal_arn, user_id, secret, session_token,
                session_policy, active, created, expires, run_id)
            values (:id, :accountId, :roleId, :principalArn, :userId, :secret, :sessionToken,
                :sessionPolicy, :active, :created, :expires, :runId)
            """)
    void insertAccessKey(@BindMethods AccessKeyRow key);

    @SqlQuery("select * from access_key where id = :id")
    Optional<AccessKeyRow> accessKey(String id);

    @SqlQuery(
            """
            select * from access_key
            where account_id = :accountId and expires is null and role_id is null
            order by account_id, id
            """)
    List<AccessKeyRow> rootKeys(String accountId);

    @SqlUpdate("delete from access_key where id = :id and account_id = :accountId and expires is null")
    int deleteAccessKey(String accountId, String id);

    @SqlUpdate("delete from access_key where expires < :before")
    int deleteExpired(long before);
}
