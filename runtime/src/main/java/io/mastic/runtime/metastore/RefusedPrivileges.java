package io.mastic.runtime.metastore;

import java.util.List;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.hadoop.hive.metastore.api.HiveObjectPrivilege;
import org.apache.hadoop.hive.metastore.api.PrincipalPrivilegeSet;
import org.apache.hadoop.hive.metastore.api.PrincipalType;
import org.apache.hadoop.hive.metastore.api.PrivilegeBag;
import org.apache.hadoop.hive.metastore.api.Role;
import org.apache.hadoop.hive.metastore.api.RolePrincipalGrant;

/** Roles and grants of Hive: permissions are those of IAM. */
public interface RefusedPrivileges extends RawStore {
    @Override
    default boolean removeRole(String name) {
        throw Refusal.of("removeRole");
    }

    @Override
    default boolean grantRole(
            Role role,
            String name1,
            PrincipalType principalType1,
            String name2,
            PrincipalType principalType2,
            boolean flag) {
        throw Refusal.of("grantRole");
    }

    @Override
    default boolean revokeRole(Role role, String name, PrincipalType principalType, boolean flag) {
        throw Refusal.of("revokeRole");
    }

    @Override
    default PrincipalPrivilegeSet getUserPrivilegeSet(String name, List<String> list) {
        throw Refusal.of("getUserPrivilegeSet");
    }

    @Override
    default PrincipalPrivilegeSet getDBPrivilegeSet(String name1, String name2, List<String> list) {
        throw Refusal.of("getDBPrivilegeSet");
    }

    @Override
    default PrincipalPrivilegeSet getTablePrivilegeSet(String name1, String name2, String name3, List<String> list) {
        throw Refusal.of("getTablePrivilegeSet");
    }

    @Override
    default PrincipalPrivilegeSet getPartitionPrivilegeSet(
            String name1, String name2, String name3, String name4, List<String> list) {
        throw Refusal.of("getPartitionPrivilegeSet");
    }

    @Override
    default PrincipalPrivilegeSet getColumnPrivilegeSet(
            String name1, String name2, String name3, String name4, String name5, List<String> list) {
        throw Refusal.of("getColumnPrivilegeSet");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalGlobalGrants(String name, PrincipalType principalType) {
        throw Refusal.of("listPrincipalGlobalGrants");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalDBGrants(String name1, PrincipalType principalType, String name2) {
        throw Refusal.of("listPrincipalDBGrants");
    }

    @Override
    default List<HiveObjectPrivilege> listAllTableGrants(
            String name1, PrincipalType principalType, String name2, String name3) {
        throw Refusal.of("listAllTableGrants");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalPartitionGrants(
            String name1, PrincipalType principalType, String name2, String name3, List<String> list, String name4) {
        throw Refusal.of("listPrincipalPartitionGrants");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalTableColumnGrants(
            String name1, PrincipalType principalType, String name2, String name3, String name4) {
        throw Refusal.of("listPrincipalTableColumnGrants");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalPartitionColumnGrants(
            String name1,
            PrincipalType principalType,
            String name2,
            String name3,
            List<String> list,
            String name4,
            String name5) {
        throw Refusal.of("listPrincipalPartitionColumnGrants");
    }

    @Override
    default boolean revokePrivileges(PrivilegeBag privilegeBag, boolean flag) {
        throw Refusal.of("revokePrivileges");
    }

    @Override
    default Role getRole(String name) {
        throw Refusal.of("getRole");
    }

    @Override
    default List<String> listRoleNames() {
        throw Refusal.of("listRoleNames");
    }

    @Override
    default List<Role> listRoles(String name, PrincipalType principalType) {
        throw Refusal.of("listRoles");
    }

    @Override
    default List<RolePrincipalGrant> listRolesWithGrants(String name, PrincipalType principalType) {
        throw Refusal.of("listRolesWithGrants");
    }

    @Override
    default List<RolePrincipalGrant> listRoleMembers(String name) {
        throw Refusal.of("listRoleMembers");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalDBGrantsAll(String name, PrincipalType principalType) {
        throw Refusal.of("listPrincipalDBGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalTableGrantsAll(String name, PrincipalType principalType) {
        throw Refusal.of("listPrincipalTableGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalPartitionGrantsAll(String name, PrincipalType principalType) {
        throw Refusal.of("listPrincipalPartitionGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalTableColumnGrantsAll(String name, PrincipalType principalType) {
        throw Refusal.of("listPrincipalTableColumnGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listPrincipalPartitionColumnGrantsAll(String name, PrincipalType principalType) {
        throw Refusal.of("listPrincipalPartitionColumnGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listGlobalGrantsAll() {
        throw Refusal.of("listGlobalGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listDBGrantsAll(String name) {
        throw Refusal.of("listDBGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listPartitionColumnGrantsAll(
            String name1, String name2, String name3, String name4) {
        throw Refusal.of("listPartitionColumnGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listTableGrantsAll(String name1, String name2) {
        throw Refusal.of("listTableGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listPartitionGrantsAll(String name1, String name2, String name3) {
        throw Refusal.of("listPartitionGrantsAll");
    }

    @Override
    default List<HiveObjectPrivilege> listTableColumnGrantsAll(String name1, String name2, String name3) {
        throw Refusal.of("listTableColumnGrantsAll");
    }
}
