package io.mastic.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.TestingControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.glue.model.ConditionCheckFailureException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.ExistCondition;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/** Two accounts on one server: the first has the catalog, the role and the root of the second ask for it as well. */
class ResourcePoliciesTest {
    private static final String OWNER = "111122223333";
    private static final String OTHER = "444455556666";

    @TempDir
    static Path folder;

    private static TestingControlPlane plane;
    private static GlueClient root;
    private static GlueClient reader;
    private static GlueClient other;

    @BeforeAll
    static void start() throws IOException {
        AwsCredentials ofOther;
        try (var second =
                TestingControlPlane.builder().data(folder).accountId(OTHER).start()) {
            ofOther = second.credentials();
        }
        Files.delete(folder.resolve("credentials"));
        plane = TestingControlPlane.builder().data(folder).accountId(OWNER).start();
        root = plane.client(GlueClient.builder());
        other = plane.client(GlueClient.builder(), ofOther);
        root.createDatabase(r -> r.databaseInput(d -> d.name("open")));
        root.createDatabase(r -> r.databaseInput(d -> d.name("closed")));
        reader = plane.client(
                GlueClient.builder(),
                plane.session(
                        "reader",
                        """
                        {"Effect": "Allow", "Action": "glue:GetDatabase",
                            "Resource": ["arn:aws:glue:*:*:catalog", "arn:aws:glue:*:*:database/closed"]}"""));
    }

    @AfterEach
    void removePolicy() {
        if (!root.getResourcePolicies(r -> {}).getResourcePoliciesResponseList().isEmpty()) {
            root.deleteResourcePolicy(r -> {});
        }
    }

    @AfterAll
    static void close() {
        root.close();
        reader.close();
        other.close();
        plane.close();
    }

    private static String statement(String members) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{" + members + "}]}";
    }

    private static String policy(String effect, String principal, String database) {
        return statement(
                """
                "Effect": "%s", "Principal": {"AWS": "%s"}, "Action": "glue:GetDatabase",
                "Resource": ["arn:aws:glue:us-east-1:111122223333:catalog",
                  "arn:aws:glue:us-east-1:111122223333:database/%s"]
                """
                        .formatted(effect, principal, database));
    }

    private static void put(String policy) {
        root.putResourcePolicy(r -> r.policyInJson(policy));
    }

    @Test
    void anAllowForTheRoleGrantsWhatItsOwnPoliciesDoNot() {
        assertThatThrownBy(() -> reader.getDatabase(r -> r.name("open")))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("no identity-based policy");
        put(policy("Allow", "arn:aws:iam::" + OWNER + ":role/reader", "open"));
        assertThat(reader.getDatabase(r -> r.name("open")).database().name()).isEqualTo("open");
    }

    @Test
    void anAllowForTheAccountLeavesTheDecisionToItsPolicies() {
        put(policy("Allow", "arn:aws:iam::" + OWNER + ":root", "open"));
        assertThatThrownBy(() -> reader.getDatabase(r -> r.name("open"))).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aDenyWinsOverEveryAllow() {
        assertThatCode(() -> reader.getDatabase(r -> r.name("closed"))).doesNotThrowAnyException();
        put(policy("Deny", "*", "closed"));
        assertThatThrownBy(() -> reader.getDatabase(r -> r.name("closed")))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("explicit deny in a resource-based policy");
        assertThatThrownBy(() -> root.getDatabase(r -> r.name("closed"))).isInstanceOf(AccessDeniedException.class);
        root.deleteResourcePolicy(r -> {});
        assertThatCode(() -> root.getDatabase(r -> r.name("closed"))).doesNotThrowAnyException();
    }

    @Test
    void theRootCanUndoAPolicyThatLocksItOut() {
        put(statement("\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"glue:*\", \"Resource\": \"*\""));
        assertThatThrownBy(() -> root.getDatabase(r -> r.name("open"))).isInstanceOf(AccessDeniedException.class);
        assertThatCode(() -> root.deleteResourcePolicy(r -> {})).doesNotThrowAnyException();
    }

    @Test
    void anotherAccountNeedsAnAllowOfTheCatalog() {
        assertThatThrownBy(() -> other.getDatabase(r -> r.catalogId(OWNER).name("open")))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("no resource-based policy");
        put(policy("Allow", OTHER, "open"));
        assertThat(other.getDatabase(r -> r.catalogId(OWNER).name("open"))
                        .database()
                        .catalogId())
                .isEqualTo(OWNER);
        assertThatThrownBy(() -> other.getDatabase(r -> r.catalogId(OWNER).name("closed")))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> other.getDatabase(r -> r.name("open")))
                .as("its own catalog has none of this name")
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void conditionsOfAPutAreChecked() {
        var first = policy("Allow", OTHER, "open");
        assertThatThrownBy(() -> root.putResourcePolicy(
                        r -> r.policyInJson(first).policyExistsCondition(ExistCondition.MUST_EXIST)))
                .isInstanceOf(EntityNotFoundException.class);
        var hash = root.putResourcePolicy(r -> r.policyInJson(first).policyExistsCondition(ExistCondition.NOT_EXIST))
                .policyHash();
        assertThatThrownBy(() -> root.putResourcePolicy(
                        r -> r.policyInJson(first).policyExistsCondition(ExistCondition.NOT_EXIST)))
                .isInstanceOf(ConditionCheckFailureException.class);
        var second = root.putResourcePolicy(
                        r -> r.policyInJson(policy("Allow", OTHER, "closed")).policyHashCondition(hash))
                .policyHash();
        assertThat(second).isNotEqualTo(hash);
        assertThatThrownBy(
                        () -> root.putResourcePolicy(r -> r.policyInJson(first).policyHashCondition(hash)))
                .isInstanceOf(ConditionCheckFailureException.class);
        assertThatThrownBy(() -> root.deleteResourcePolicy(r -> r.policyHashCondition(hash)))
                .isInstanceOf(ConditionCheckFailureException.class);
        var kept = root.getResourcePolicy(r -> {});
        assertThat(kept.policyHash()).isEqualTo(second);
        assertThat(kept.policyInJson()).isEqualTo(policy("Allow", OTHER, "closed"));
        assertThat(kept.createTime()).isNotNull();
        root.deleteResourcePolicy(r -> r.policyHashCondition(second));
        assertThatThrownBy(() -> root.getResourcePolicy(r -> {})).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void whatIsNoPolicyOfTheCatalogIsRefused() {
        assertRefused("{}");
        assertRefused("not json");
        assertRefused(statement("\"Effect\": \"Allow\", \"Action\": \"glue:*\", \"Resource\": \"*\""));
        assertRefused(statement(
                "\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\""));
        assertRefused(statement("\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"somebody\"},"
                + "\"Action\": \"glue:*\", \"Resource\": \"*\""));
        assertThatThrownBy(() -> root.putResourcePolicy(
                        r -> r.policyInJson(policy("Allow", OTHER, "open")).resourceArn("arn:aws:glue:us-east-1:1:x")))
                .isInstanceOf(InvalidInputException.class);
    }

    private static void assertRefused(String policy) {
        assertThatThrownBy(() -> put(policy)).as(policy).isInstanceOf(InvalidInputException.class);
    }
}
