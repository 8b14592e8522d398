package io.mastic.server.security;

import io.mastic.protocol.Call;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.CatalogScope;
import io.mastic.server.catalog.Documents;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.EncryptionConfiguration;
import software.amazon.awssdk.services.glue.model.SecurityConfiguration;

/** Security configurations: kept and shown for the jobs that name them. */
public final class SecurityConfigurations {
    private final SecurityStore store;
    private final int most;

    /** @param most configurations of an account */
    public SecurityConfigurations(Jdbi jdbi, int most) {
        this.store = jdbi.onDemand(SecurityStore.class);
        this.most = most;
    }

    private static CatalogScope scope(Call call) {
        return new CatalogScope(call.accountId(), call.region());
    }

    SecurityConfiguration create(Call call, String name, EncryptionConfiguration encryption) {
        check(encryption);
        var scope = scope(call);
        if (store.countConfigurations(scope) >= most) {
            throw CatalogErrors.limitExceeded("security configurations of an account", most);
        }
        var configuration = SecurityConfiguration.builder()
                .name(name)
                .createdTimeStamp(call.time())
                .encryptionConfiguration(encryption)
                .build();
        if (store.insertConfiguration(scope, name, Documents.write(configuration)) == 0) {
            throw CatalogErrors.exists("Security configuration " + name);
        }
        return configuration;
    }

    private static void check(EncryptionConfiguration encryption) {
        encryption.s3Encryption().forEach(s3 -> check("S3Encryption", s3.s3EncryptionModeAsString(), s3.kmsKeyArn()));
        var logs = encryption.cloudWatchEncryption();
        if (logs != null) {
            check("CloudWatchEncryption", logs.cloudWatchEncryptionModeAsString(), logs.kmsKeyArn());
        }
        var bookmarks = encryption.jobBookmarksEncryption();
        if (bookmarks != null) {
            check("JobBookmarksEncryption", bookmarks.jobBookmarksEncryptionModeAsString(), bookmarks.kmsKeyArn());
        }
    }

    private static void check(String member, @Nullable String mode, @Nullable String key) {
        if (mode != null && mode.toUpperCase(Locale.ROOT).endsWith("KMS") && key == null) {
            throw CatalogErrors.invalid(member + " by " + mode + " needs a KmsKeyArn");
        }
    }

    /** @throws io.mastic.protocol.ServiceException if the account has none of this name in the Region */
    public void require(String accountId, String region, String name) {
        if (store.configuration(new CatalogScope(accountId, region), name).isEmpty()) {
            throw notFound(name);
        }
    }

    SecurityConfiguration get(Call call, String name) {
        return store.configuration(scope(call), name)
                .map(SecurityConfigurations::read)
                .orElseThrow(() -> notFound(name));
    }

    private static SecurityConfiguration read(String doc) {
        return Documents.read(doc, SecurityConfiguration.class);
    }

    private static io.mastic.protocol.ServiceException notFound(String name) {
        return CatalogErrors.notFound("Security configuration " + name + " not found.");
    }

    List<SecurityConfiguration> list(Call call, String after, int limit) {
        return store.configurations(scope(call), after, limit).stream()
                .map(SecurityConfigurations::read)
                .toList();
    }

    void delete(Call call, String name) {
        if (store.deleteConfiguration(scope(call), name) == 0) {
            throw notFound(name);
        }
    }
}
