package io.mastic.server.security;

import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.CatalogScope;
import io.mastic.server.catalog.Documents;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.CatalogEncryptionMode;
import software.amazon.awssdk.services.glue.model.ConnectionPasswordEncryption;
import software.amazon.awssdk.services.glue.model.DataCatalogEncryptionSettings;
import software.amazon.awssdk.services.glue.model.EncryptionAtRest;

/** How a catalog is to be encrypted, as its owner has said. */
public final class EncryptionSettings {
    private static final DataCatalogEncryptionSettings INITIAL = DataCatalogEncryptionSettings.builder()
            .encryptionAtRest(EncryptionAtRest.builder()
                    .catalogEncryptionMode(CatalogEncryptionMode.DISABLED)
                    .build())
            .connectionPasswordEncryption(ConnectionPasswordEncryption.builder()
                    .returnConnectionPasswordEncrypted(false)
                    .build())
            .build();

    private final SecurityStore store;

    public EncryptionSettings(Jdbi jdbi) {
        this.store = jdbi.onDemand(SecurityStore.class);
    }

    DataCatalogEncryptionSettings get(CatalogScope scope) {
        return store.encryptionSettings(scope)
                .map(doc -> Documents.read(doc, DataCatalogEncryptionSettings.class))
                .orElse(INITIAL);
    }

    /** What is not given stays as it is. */
    void put(CatalogScope scope, DataCatalogEncryptionSettings given) {
        check(given);
        var current = get(scope);
        var settings = DataCatalogEncryptionSettings.builder()
                .encryptionAtRest(Optional.ofNullable(given.encryptionAtRest()).orElse(current.encryptionAtRest()))
                .connectionPasswordEncryption(Optional.ofNullable(given.connectionPasswordEncryption())
                        .orElse(current.connectionPasswordEncryption()))
                .build();
        var doc = Documents.write(settings);
        if (store.updateEncryptionSettings(scope, doc) == 0 && store.insertEncryptionSettings(scope, doc) == 0) {
            store.updateEncryptionSettings(scope, doc);
        }
    }

    private static void check(DataCatalogEncryptionSettings given) {
        var atRest = given.encryptionAtRest();
        if (atRest != null
                && atRest.catalogEncryptionMode() == CatalogEncryptionMode.SSE_KMS_WITH_SERVICE_ROLE
                && atRest.catalogEncryptionServiceRole() == null) {
            throw CatalogErrors.invalid("SSE-KMS-WITH-SERVICE-ROLE needs a CatalogEncryptionServiceRole");
        }
    }

    /** Whether passwords of connections are answered encrypted only. */
    public boolean encryptsPasswords(CatalogScope scope) {
        return Optional.ofNullable(get(scope).connectionPasswordEncryption())
                .map(ConnectionPasswordEncryption::returnConnectionPasswordEncrypted)
                .orElse(false);
    }
}
