package io.mastic.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

class QueryCodecTest {
    @Test
    void listsAndStructuresComeByNumberedNames() {
        var form = QueryCodec.form("Action=CreateRole&RoleName=a+b%2Fc&MaxSessionDuration=3600"
                + "&Tags.member.1.Key=team&Tags.member.1.Value=&Tags.member.2.Key=cost&Tags.member.2.Value=7");
        assertThat(QueryCodec.read(form, CreateRoleRequest.class))
                .isEqualTo(CreateRoleRequest.builder()
                        .roleName("a b/c")
                        .maxSessionDuration(3600)
                        .tags(
                                Tag.builder().key("team").value("").build(),
                                Tag.builder().key("cost").value("7").build())
                        .build());
    }

    @Test
    void anEmptyFormIsTheEmptyRequest() {
        assertThat(QueryCodec.read(QueryCodec.form(""), CreateRoleRequest.class))
                .isEqualTo(CreateRoleRequest.builder().build());
    }

    @Test
    void aNumberThatIsNoneIsMalformedInput() {
        assertThatThrownBy(() -> QueryCodec.read(QueryCodec.form("MaxSessionDuration=soon"), CreateRoleRequest.class))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("MalformedInput"));
    }

    @Test
    void anInvalidEscapeIsAMalformedQueryString() {
        assertThatThrownBy(() -> QueryCodec.form("RoleName=%zz"))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("MalformedQueryString"));
    }

    @Test
    void responsesAreXmlInTheServicesNamespace() {
        var response = AssumeRoleResponse.builder()
                .credentials(Credentials.builder()
                        .accessKeyId("ASIA<&>")
                        .expiration(Instant.parse("2026-01-02T03:04:05Z"))
                        .build())
                .build();
        assertThat(text(QueryCodec.write(ServiceId.STS, "AssumeRole", response, "id-1")))
                .isEqualTo("<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<AssumeRoleResult><Credentials><AccessKeyId>ASIA&lt;&amp;&gt;</AccessKeyId>"
                        + "<Expiration>2026-01-02T03:04:05Z</Expiration></Credentials></AssumeRoleResult>"
                        + "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></AssumeRoleResponse>");
    }

    @Test
    void listsOfTheResponseHaveMemberElements() {
        var response = ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(AttachedPolicy.builder().policyName("p").build())
                .isTruncated(false)
                .build();
        assertThat(text(QueryCodec.write(ServiceId.IAM, "ListAttachedRolePolicies", response, "id-1")))
                .contains("<AttachedPolicies><member><PolicyName>p</PolicyName></member></AttachedPolicies>"
                        + "<IsTruncated>false</IsTruncated>");
    }

    @Test
    void controlCharactersOfAMessageDoNotBreakTheXml() {
        assertThat(text(QueryCodec.writeError(ServiceId.IAM, "ValidationError", "a\u0000b<", false, "id-1")))
                .contains("<Message>a\uFFFDb&lt;</Message>");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
