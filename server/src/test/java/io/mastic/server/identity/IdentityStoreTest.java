package io.mastic.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.identity.IdentityStore.AccessKeyRow;
import io.mastic.server.identity.IdentityStore.PolicyRow;
import io.mastic.server.identity.IdentityStore.RolePolicyRow;
import io.mastic.server.identity.IdentityStore.RoleRow;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What identity's store promises on every database. */
@EachDatabase
class IdentityStoreTest {
    private static final String ACCOUNT = "111122223333";

    private final Database database = TestingDatabase.open();
    private final IdentityStore store = database.jdbi().onDemand(IdentityStore.class);

    @BeforeEach
    void insertAccount() {
        store.insertAccount(ACCOUNT, 1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private RoleRow role(String id, String name, String path) {
        var row = new RoleRow(id, ACCOUNT, name, path, "{}");
        store.insertRole(row);
        return row;
    }

    private static AccessKeyRow key(String id, Optional<String> role, Optional<Long> expires) {
        return new AccessKeyRow(
                id, ACCOUNT, role, "arn", "user", "secret", role, Optional.empty(), true, 5, expires, Optional.empty());
    }

    @Test
    void anAccountIsMadeOnceAlsoByTwoServers() {
        store.insertAccount(ACCOUNT, 2);
        assertThat(store.accounts(ACCOUNT)).isEqualTo(1);
        assertThat(store.accounts("444455556666")).isZero();
    }

    @Test
    void rolesSortByBytesAndThePathPrefixIsLiteral() {
        role("1", "b", "/");
        role("2", "B", "/");
        role("3", "a_", "/a_b/");
        role("4", "a-", "/axb/");
        assertThat(store.roles(ACCOUNT, "/%", "", 10)).extracting(RoleRow::name).containsExactly("B", "a-", "a_", "b");
        assertThat(store.roles(ACCOUNT, "/%", "a-", 1))
                .extracting(RoleRow::name)
                .containsExactly("a_");
        assertThat(store.roles(ACCOUNT, "/a!_b/%", "", 10))
                .extracting(RoleRow::name)
                .containsExactly("a_");
    }

    @Test
    void aRolesNameIsTakenOnceInItsAccount() {
        var role = role("1", "r", "/");
        assertThatThrownBy(() -> role("2", "r", "/")).isInstanceOf(UnableToExecuteStatementException.class);
        assertThat(store.role(ACCOUNT, "r")).contains(role);
        assertThat(store.role(ACCOUNT, "R")).isEmpty();
        assertThat(store.updateRole("1", "{\"a\":1}")).isEqualTo(1);
        assertThat(store.roleById("1").orElseThrow().doc()).isEqualTo("{\"a\":1}");
    }

    @Test
    void anInlinePolicyIsReplaced() {
        role("1", "r", "/");
        store.putRolePolicy(new RolePolicyRow("1", "p", "one"));
        store.putRolePolicy(new RolePolicyRow("1", "p", "two"));
        store.putRolePolicy(new RolePolicyRow("1", "P", "three"));
        assertThat(store.rolePolicies("1"))
                .containsExactly(new RolePolicyRow("1", "P", "three"), new RolePolicyRow("1", "p", "two"));
        assertThat(store.deleteRolePolicy("1", "p")).isEqualTo(1);
    }

    @Test
    void attachingTwiceIsAttachingOnce() {
        role("1", "r", "/");
        store.attach("1", "arn:b");
        store.attach("1", "arn:a");
        store.attach("1", "arn:b");
        assertThat(store.attached("1")).containsExactly("arn:a", "arn:b");
        assertThat(store.attachments("arn:b")).isEqualTo(1);
        assertThat(store.detach("1", "arn:b")).isEqualTo(1);
        assertThat(store.detach("1", "arn:b")).isZero();
    }

    @Test
    void policiesPageByArn() {
        for (var arn : List.of("arn:c", "arn:A", "arn:b")) {
            store.insertPolicy(new PolicyRow(arn, ACCOUNT, "{}", "{}"));
        }
        assertThat(store.policies(ACCOUNT, "", 2)).extracting(PolicyRow::arn).containsExactly("arn:A", "arn:b");
        assertThat(store.policies(ACCOUNT, "arn:b", 2))
                .extracting(PolicyRow::arn)
                .containsExactly("arn:c");
        assertThat(store.deletePolicy("arn:b")).isEqualTo(1);
        assertThat(store.policy("arn:b")).isEmpty();
    }

    @Test
    void keysComeBackWithEveryColumnAbsentOnesAsWell() {
        var root = key("AKIA1", Optional.empty(), Optional.empty());
        var session = key("ASIA1", Optional.of("role"), Optional.of(10L));
        store.insertAccessKey(root);
        store.insertAccessKey(session);
        assertThat(store.accessKey("AKIA1")).contains(root);
        assertThat(store.accessKey("ASIA1")).contains(session);
        assertThat(store.rootKeys(ACCOUNT)).containsExactly(root);
    }

    @Test
    void onlyKeysThatExpireAreExpired() {
        store.insertAccessKey(key("AKIA1", Optional.empty(), Optional.empty()));
        store.insertAccessKey(key("ASIA1", Optional.of("role"), Optional.of(10L)));
        store.insertAccessKey(key("ASIA2", Optional.of("role"), Optional.of(20L)));
        assertThat(store.deleteExpired(20)).isEqualTo(1);
        assertThat(store.accessKey("ASIA2")).isPresent();
        assertThat(store.deleteAccessKey(ACCOUNT, "ASIA2")).isZero();
        assertThat(store.deleteAccessKey(ACCOUNT, "AKIA1")).isEqualTo(1);
    }
}
