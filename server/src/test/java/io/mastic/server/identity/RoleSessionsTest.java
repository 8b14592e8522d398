package io.mastic.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

@EachDatabase
class RoleSessionsTest {
    private static final String ACCOUNT = "111122223333";
    private static final String GLUE = "glue.amazonaws.com";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private final Database database = TestingDatabase.open();
    private final IdentityStore store = database.jdbi().onDemand(IdentityStore.class);
    private final SecureRandom random = new SecureRandom();
    private final UniqueIds ids = new UniqueIds(random);
    private final Secrets secrets = Secrets.ephemeral(random);
    private final AccessKeys keys = new AccessKeys(store, secrets, ids, CLOCK);
    private final Roles roles = new Roles(store, new ManagedPolicies(store, ids), ids);
    private final PolicyAuthoriser authoriser =
            new PolicyAuthoriser(keys, roles, (account, region) -> Optional.empty(), CLOCK);
    private final RoleSessions sessions = new RoleSessions(roles, keys, authoriser, CLOCK);
    private Call root = callOf("none");

    @BeforeEach
    void createAccount() {
        store.insertAccount(ACCOUNT, 0);
        root = callOf(keys.createForRoot(ACCOUNT).id());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Call callOf(String keyId) {
        var caller = keys.find(keyId)
                .map(key -> key.caller())
                .orElse(new Caller(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":root", ACCOUNT, keyId));
        return new Call(caller, "us-east-1", "request", CLOCK.instant(), Map.of());
    }

    private String role(String name, String principal) {
        var trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"sts:AssumeRole\"}}";
        return roles.create(
                        root,
                        CreateRoleRequest.builder()
                                .roleName(name)
                                .assumeRolePolicyDocument(trust)
                                .build())
                .arn();
    }

    private void allow(String role, String action, String resource) {
        roles.putPolicy(
                root,
                role,
                "inline",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action
                        + "\",\"Resource\":\"" + resource + "\"}}");
    }

    private Call assume(Call as, String arn, Consumer<AssumeRoleRequest.Builder> more) {
        var request = AssumeRoleRequest.builder().roleArn(arn).roleSessionName("s");
        more.accept(request);
        return callOf(sessions.assume(as, request.build()).key().id());
    }

    @Test
    void anAssumedRoleActsWithItsPoliciesAlone() {
        var arn = role("reader", "{\"AWS\":\"arn:aws:iam::111122223333:root\"}");
        allow("reader", "glue:Get*", "*");
        var session = assume(root, arn, request -> {});
        assertThat(session.caller().arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/reader/s");
        authoriser.authorise(session.caller(), "glue:GetTable", List.of("arn:aws:glue:x"), Map.of());
        assertDenied(
                session, "glue:DeleteTable", "because no identity-based policy allows the glue:DeleteTable action");
    }

    @Test
    void aSessionPolicyNarrowsWhatTheRoleMayDo() {
        var arn = role("reader", "{\"AWS\":\"111122223333\"}");
        allow("reader", "glue:*", "*");
        var session = assume(
                root,
                arn,
                request -> request.policy(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"glue:Get*\","
                                + "\"Resource\":\"*\"}}"));
        authoriser.authorise(session.caller(), "glue:GetTable", List.of("arn:aws:glue:x"), Map.of());
        assertDenied(session, "glue:DeleteTable", "because no session policy allows the glue:DeleteTable action");
    }

    @Test
    void aTrustPolicyThatNamesTheRoleNeedsNoIdentityPolicy() {
        var first = assume(root, role("first", "{\"AWS\":\"111122223333\"}"), request -> {});
        var second = role("second", "{\"AWS\":\"arn:aws:iam::111122223333:role/first\"}");
        assertThat(assume(first, second, request -> {}).caller().arn()).contains("assumed-role/second");
    }

    @Test
    void aTrustPolicyThatNamesTheAccountLeavesItToIdentityPolicies() {
        var first = assume(root, role("first", "{\"AWS\":\"111122223333\"}"), request -> {});
        var second = role("second", "{\"AWS\":\"111122223333\"}");
        assertThatThrownBy(() -> assume(first, second, request -> {}))
                .hasMessageContaining("is not authorized to perform: sts:AssumeRole");
        allow("first", "sts:AssumeRole", second);
        assertThat(assume(first, second, request -> {}).caller().arn()).contains("assumed-role/second");
    }

    @Test
    void aMissingRoleIsRefusedLikeOneThatDoesNotTrust() {
        var trusting = role("glue-only", "{\"Service\":\"glue.amazonaws.com\"}");
        for (var arn : List.of(trusting, "arn:aws:iam::111122223333:role/absent")) {
            assertThatThrownBy(() -> assume(root, arn, request -> {}))
                    .isInstanceOfSatisfying(
                            ServiceException.class, e -> assertThat(e.code()).isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void handingOverARoleNeedsPassRoleAndAServiceThatItTrusts() {
        var job = role("job", "{\"Service\":\"glue.amazonaws.com\"}");
        assertThat(sessions.requirePassable(root, "job", GLUE)).isEqualTo(job);
        assertThat(sessions.requirePassable(root, job, GLUE)).isEqualTo(job);
        var poor = assume(root, role("poor", "{\"AWS\":\"111122223333\"}"), request -> {});
        assertThatThrownBy(() -> sessions.requirePassable(poor, "job", GLUE)).hasMessageContaining("iam:PassRole");
        assertThatThrownBy(() -> sessions.requirePassable(root, "absent", GLUE)).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> sessions.requirePassable(root, "poor", GLUE))
                .hasMessageContaining("cannot assume the role");
    }

    @Test
    void temporaryCredentialsOutliveTheProcess() {
        var arn = role("job", "{\"Service\":\"glue.amazonaws.com\"}");
        var run = new RoleSessions.RunRole(ACCOUNT, "jr_1", arn, Optional.empty());
        var key = sessions.ofRun(run);
        assertThat(sessions.ofRun(run)).isEqualTo(key);
        var again = new AccessKeys(store, secrets, ids, CLOCK).find(key.id()).orElseThrow();
        assertThat(again.secret()).isEqualTo(key.secret());
        assertThat(again.sessionToken()).isEqualTo(key.sessionToken());
    }

    @Test
    void aRoleInUseByPoliciesCannotBeDeleted() {
        role("busy", "{\"Service\":\"glue.amazonaws.com\"}");
        roles.attach(root, "busy", "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole");
        assertThatThrownBy(() -> roles.delete(root, "busy")).hasMessageContaining("must detach all policies first");
        roles.detach(root, "busy", "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole");
        roles.delete(root, "busy");
        assertThat(roles.find(ACCOUNT, "busy")).isEmpty();
    }

    @Test
    void aRoleIsCreatedOnce() {
        role("twice", "\"*\"");
        assertThatThrownBy(() -> role("twice", "\"*\"")).hasMessage("Role with name twice already exists.");
    }

    private void assertDenied(Call call, String action, String reason) {
        assertThatThrownBy(() -> authoriser.authorise(call.caller(), action, List.of("arn:aws:glue:x"), Map.of()))
                .hasMessage("User: " + call.caller().arn() + " is not authorized to perform: " + action
                        + " on resource: arn:aws:glue:x " + reason);
    }
}
