package io.mastic.server;

import io.mastic.server.store.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastReleaseTest {
    @Test
    void itsDataFolderIsOpenedAndGoesOn(@TempDir Path folder) throws IOException {
        var data = LastRelease.unpack(folder.resolve("data"));
        var builder = TestingControlPlane.builder().data(data).database(DatabaseConfig.inDataFolder());
        try (var plane = builder.start()) {
            LastRelease.assertWhole(plane);
        }
        try (var plane = builder.start()) {
            LastRelease.assertWhole(plane);
            LastRelease.assertGoesOn(plane);
        }
    }
}
