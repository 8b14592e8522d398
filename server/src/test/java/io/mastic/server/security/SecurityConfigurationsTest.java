package io.mastic.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.TestingControlPlane;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EncryptionConfiguration;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

class SecurityConfigurationsTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1";

    private static TestingControlPlane plane;
    private static GlueClient glue;

    @BeforeAll
    static void start() {
        plane = TestingControlPlane.builder().start();
        glue = plane.client(GlueClient.builder());
    }

    @AfterAll
    static void close() {
        glue.close();
        plane.close();
    }

    private static EncryptionConfiguration encryption() {
        return EncryptionConfiguration.builder()
                .s3Encryption(s -> s.s3EncryptionMode("SSE-KMS").kmsKeyArn(KEY))
                .cloudWatchEncryption(c -> c.cloudWatchEncryptionMode("DISABLED"))
                .jobBookmarksEncryption(
                        j -> j.jobBookmarksEncryptionMode("CSE-KMS").kmsKeyArn(KEY))
                .build();
    }

    @Test
    void aConfigurationIsKeptUntilItIsDeleted() {
        var created = glue.createSecurityConfiguration(r -> r.name("kept").encryptionConfiguration(encryption()));
        assertThat(created.name()).isEqualTo("kept");
        var found = glue.getSecurityConfiguration(r -> r.name("kept")).securityConfiguration();
        assertThat(found.encryptionConfiguration()).isEqualTo(encryption());
        assertThat(found.createdTimeStamp()).isEqualTo(created.createdTimestamp());
        assertThatThrownBy(() ->
                        glue.createSecurityConfiguration(r -> r.name("kept").encryptionConfiguration(encryption())))
                .isInstanceOf(AlreadyExistsException.class);
        glue.deleteSecurityConfiguration(r -> r.name("kept"));
        assertThatThrownBy(() -> glue.getSecurityConfiguration(r -> r.name("kept")))
                .isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> glue.deleteSecurityConfiguration(r -> r.name("kept")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void pagesMeetEveryConfigurationOnce() {
        for (int i = 0; i < 5; i++) {
            var name = "paged" + i;
            glue.createSecurityConfiguration(r -> r.name(name).encryptionConfiguration(encryption()));
        }
        var names = new ArrayList<String>();
        glue.getSecurityConfigurationsPaginator(r -> r.maxResults(2)).stream()
                .flatMap(page -> page.securityConfigurations().stream())
                .forEach(c -> names.add(c.name()));
        assertThat(names).contains("paged0", "paged4").doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aKmsModeNeedsAKey() {
        assertThatThrownBy(() -> glue.createSecurityConfiguration(r -> r.name("keyless")
                        .encryptionConfiguration(e -> e.s3Encryption(s -> s.s3EncryptionMode("SSE-KMS")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("KmsKeyArn");
    }

    @Test
    void encryptionSettingsHaveDefaultsAndAreKept() {
        var initial = glue.getDataCatalogEncryptionSettings(r -> {}).dataCatalogEncryptionSettings();
        assertThat(initial.encryptionAtRest().catalogEncryptionModeAsString()).isEqualTo("DISABLED");
        assertThat(initial.connectionPasswordEncryption().returnConnectionPasswordEncrypted())
                .isFalse();
        glue.putDataCatalogEncryptionSettings(r -> r.dataCatalogEncryptionSettings(
                s -> s.encryptionAtRest(e -> e.catalogEncryptionMode("SSE-KMS").sseAwsKmsKeyId(KEY))));
        var kept = glue.getDataCatalogEncryptionSettings(r -> {}).dataCatalogEncryptionSettings();
        assertThat(kept.encryptionAtRest().sseAwsKmsKeyId()).isEqualTo(KEY);
        assertThat(kept.connectionPasswordEncryption())
                .as("what was not given")
                .isEqualTo(initial.connectionPasswordEncryption());
    }
}
