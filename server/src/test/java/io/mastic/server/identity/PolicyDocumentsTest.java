package io.mastic.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{'Version':'2012-10-17'}",
                "{'Version':'2013-01-01','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Maybe','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'everything','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'bucket'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':[],'Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Conditions':{}}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'*','Resource':'*',"
                        + "'Condition':{'StringEqual':{'a':'b'}}}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'*','Resource':'*',"
                        + "'Condition':{'StringEquals':{'a':[]}}}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}}",
            })
    void aDocumentOutsideTheGrammarIsMalformed(String document) {
        assertThatThrownBy(() -> PolicyDocuments.identity(document.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("MalformedPolicyDocument"));
    }

    @Test
    void aTrustPolicyNamesPrincipalsAndNoResources() {
        var trust = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'sts:AssumeRole',"
                + "'Principal':{'Service':'glue.amazonaws.com'}}]}";
        assertThat(PolicyDocuments.trust(trust.replace('\'', '"')).statements()).hasSize(1);
        assertThatThrownBy(() -> PolicyDocuments.trust(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"))
                .isInstanceOf(ServiceException.class);
    }

    @Test
    void valuesOfConditionsMayBeBooleansAndNumbers() {
        var document = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
                + "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":true},"
                + "\"NumericLessThan\":{\"s3:max-keys\":10}}}}";
        assertThat(PolicyDocuments.identity(document).statements().get(0).conditions())
                .hasSize(2);
    }
}
