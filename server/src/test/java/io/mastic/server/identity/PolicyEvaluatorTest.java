package io.mastic.server.identity;

import static io.mastic.server.identity.PolicyEvaluator.Decision.ALLOW;
import static io.mastic.server.identity.PolicyEvaluator.Decision.EXPLICIT_DENY;
import static io.mastic.server.identity.PolicyEvaluator.Decision.IMPLICIT_DENY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.identity.PolicyEvaluator.Decision;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Decisions as AWS documents them. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html */
class PolicyEvaluatorTest {
    private static final String SESSION = "arn:aws:glue:us-east-1:111122223333:session/s1";
    private static final String ALLOW_GLUE = "{'Effect':'Allow','Action':'glue:*','Resource':'*'}";
    private static final String DENY_OTHER_VPC = "{'Effect':'Deny','Action':'glue:CreateSession','Resource':'*',"
            + "'Condition':{'ForAnyValue:StringNotEquals':{'glue:VpcIds':['vpc-1']}}}";
    private static final String DENY_NO_VPC = "{'Effect':'Deny','Action':'glue:CreateSession','Resource':'*',"
            + "'Condition':{'Null':{'glue:VpcIds':true}}}";

    private static String allowIf(String condition) {
        return "{'Effect':'Allow','Action':'glue:CreateSession','Resource':'*','Condition':{" + condition + "}}";
    }

    private static Decision decide(String action, Map<String, List<String>> context, String... statements) {
        var document = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
        var policy = PolicyDocuments.identity(document.replace('\'', '"').replace('`', '\''));
        return PolicyEvaluator.decide(List.of(policy), PolicyRequest.of(action, SESSION, context));
    }

    private static Map<String, List<String>> vpcs(String... ids) {
        return Map.of("glue:VpcIds", List.of(ids));
    }

    private static Map<String, List<String>> tag(String key, String value) {
        return Map.of("aws:RequestTag/" + key, List.of(value));
    }

    static Stream<Arguments> vectors() {
        var anyVpc = allowIf("'ForAnyValue:StringEquals':{'glue:VpcIds':['vpc-1']}");
        var allVpcs = allowIf("'ForAllValues:StringEquals':{'glue:VpcIds':['vpc-1']}");
        var plainVpc = allowIf("'StringEquals':{'glue:VpcIds':'vpc-1'}");
        var plainNotVpc = allowIf("'StringNotEquals':{'glue:VpcIds':'vpc-1'}");
        var team = allowIf("'StringEquals':{'aws:RequestTag/team':'analytics'}");
        var owner = allowIf("'StringEquals':{'aws:RequestTag/owner':'${aws:userid}'}");
        return Stream.of(
                Arguments.of(EXPLICIT_DENY, vpcs(), List.of(DENY_OTHER_VPC, DENY_NO_VPC, ALLOW_GLUE)),
                Arguments.of(ALLOW, vpcs("vpc-1"), List.of(DENY_OTHER_VPC, DENY_NO_VPC, ALLOW_GLUE)),
                Arguments.of(EXPLICIT_DENY, vpcs("vpc-2"), List.of(DENY_OTHER_VPC, DENY_NO_VPC, ALLOW_GLUE)),
                Arguments.of(EXPLICIT_DENY, vpcs("vpc-1", "vpc-2"), List.of(DENY_OTHER_VPC, ALLOW_GLUE)),
                Arguments.of(ALLOW, vpcs("vpc-9"), List.of(DENY_NO_VPC, ALLOW_GLUE)),
                Arguments.of(ALLOW, Map.of(), List.of(DENY_OTHER_VPC, ALLOW_GLUE)),
                Arguments.of(ALLOW, Map.of(), List.of(allVpcs)),
                Arguments.of(IMPLICIT_DENY, vpcs("vpc-1", "vpc-2"), List.of(allVpcs)),
                Arguments.of(ALLOW, vpcs("vpc-1", "vpc-2"), List.of(anyVpc)),
                Arguments.of(IMPLICIT_DENY, vpcs("vpc-1"), List.of(plainVpc)),
                Arguments.of(IMPLICIT_DENY, vpcs("vpc-2"), List.of(plainNotVpc)),
                Arguments.of(ALLOW, Map.of(), List.of(plainNotVpc)),
                Arguments.of(ALLOW, Map.of(), List.of(allowIf("'StringEqualsIfExists':{'aws:RequestTag/team':'x'}"))),
                Arguments.of(ALLOW, tag("team", "analytics"), List.of(team)),
                Arguments.of(IMPLICIT_DENY, tag("team", "Analytics"), List.of(team)),
                Arguments.of(ALLOW, tag("Team", "analytics"), List.of(team)),
                Arguments.of(
                        ALLOW,
                        Map.of("aws:RequestTag/owner", List.of("AROA1:s"), "aws:userid", List.of("AROA1:s")),
                        List.of(owner)),
                Arguments.of(IMPLICIT_DENY, tag("owner", "x"), List.of(owner)),
                Arguments.of(
                        ALLOW,
                        tag("owner", "x"),
                        List.of(allowIf("'StringEquals':{'aws:RequestTag/owner':'${aws:PrincipalTag/owner, `x`}'}"))),
                Arguments.of(IMPLICIT_DENY, Map.of(), List.of(allowIf("'Null':{'aws:RequestTag/team':'false'}"))),
                Arguments.of(
                        ALLOW,
                        tag("team", "analytics"),
                        List.of(allowIf("'StringLike':{'aws:RequestTag/team':'ana*'}"))),
                Arguments.of(
                        IMPLICIT_DENY,
                        tag("team", "analytics"),
                        List.of(allowIf("'StringEquals':{'aws:RequestTag/team':'ana*'}"))),
                Arguments.of(
                        EXPLICIT_DENY,
                        Map.of(),
                        List.of(
                                "{'Effect':'Deny','NotAction':['glue:Get*','glue:List*'],'Resource':'*'}",
                                "{'Effect':'Allow','Action':'*','Resource':'*'}")),
                Arguments.of(
                        ALLOW, Map.of(), List.of("{'Effect':'Allow','Action':'GLUE:createsession','Resource':'*'}")),
                Arguments.of(
                        IMPLICIT_DENY,
                        Map.of(),
                        List.of("{'Effect':'Allow','Action':'glue:*','Resource':'arn:aws:glue:*:*:session/dev-*'}")),
                Arguments.of(
                        ALLOW,
                        Map.of("aws:SourceIp", List.of("10.1.2.3")),
                        List.of(allowIf("'IpAddress':{'aws:SourceIp':'10.1.0.0/16'}"))),
                Arguments.of(
                        IMPLICIT_DENY,
                        Map.of("aws:SourceIp", List.of("10.2.2.3")),
                        List.of(allowIf("'IpAddress':{'aws:SourceIp':'10.1.0.0/16'}"))),
                Arguments.of(
                        ALLOW,
                        Map.of("aws:CurrentTime", List.of("2026-11-24T10:00:00Z")),
                        List.of(allowIf("'DateLessThan':{'aws:CurrentTime':'2026-12-01'}"))),
                Arguments.of(
                        IMPLICIT_DENY,
                        Map.of("aws:EpochTime", List.of("1800000000")),
                        List.of(allowIf("'NumericLessThan':{'aws:EpochTime':'1700000000'}"))));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void createSessionIsDecidedAsAwsDecides(
            Decision expected, Map<String, List<String>> context, List<String> statements) {
        assertThat(decide("glue:CreateSession", context, statements.toArray(String[]::new)))
                .isEqualTo(expected);
    }

    @Test
    void otherActionsAreNotTouchedByTheDenies() {
        assertThat(decide("glue:RunStatement", Map.of(), DENY_OTHER_VPC, DENY_NO_VPC, ALLOW_GLUE))
                .isEqualTo(ALLOW);
    }

    @Test
    void aVariablesValueIsNoPattern() {
        var mine = "{'Effect':'Allow','Action':'glue:*','Resource':'arn:aws:glue:*:*:session/${aws:userid}'}";
        assertThat(decide("glue:GetSession", Map.of("aws:userid", List.of("s1")), mine))
                .isEqualTo(ALLOW);
        assertThat(decide("glue:GetSession", Map.of("aws:userid", List.of("*")), mine))
                .isEqualTo(IMPLICIT_DENY);
    }
}
