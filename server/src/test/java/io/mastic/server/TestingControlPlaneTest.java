package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.store.EachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

@EachDatabase
class TestingControlPlaneTest {
    @Test
    void clientsOfTheSdkAreAnsweredAndTheFolderIsGoneAfterwards() {
        Path data;
        try (var plane = TestingControlPlane.builder().accountId("444455556666").start();
                var sts = plane.client(StsClient.builder());
                var glue = plane.client(GlueClient.builder())) {
            data = plane.data();
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::444455556666:root");
            assertThat(glue.getDatabase(request -> request.name("default"))
                            .database()
                            .catalogId())
                    .isEqualTo("444455556666");
            assertThatThrownBy(() -> glue.getDatabase(request -> request.name("no_such")))
                    .isInstanceOf(EntityNotFoundException.class);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void aFolderThatWasGivenStaysAndIsFoundAgain(@TempDir Path folder) {
        var data = folder.resolve("data");
        String key;
        try (var plane = TestingControlPlane.builder().data(data).start()) {
            key = plane.credentials().accessKeyId();
        }
        assertThat(Files.isDirectory(data)).isTrue();
        try (var plane = TestingControlPlane.builder().data(data).start()) {
            assertThat(plane.credentials().accessKeyId()).isEqualTo(key);
        }
    }

    @Test
    void anotherAccountIsToldWhoseKeyTheFolderHoldsAndGetsItsOwnWithoutIt(@TempDir Path folder) throws IOException {
        var data = folder.resolve("data");
        String first;
        try (var plane = TestingControlPlane.builder().data(data).start()) {
            first = plane.credentials().accessKeyId();
        }
        var second = TestingControlPlane.builder().data(data).accountId("444455556666");
        assertThatThrownBy(second::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("the key of account 111122223333");

        var kept = folder.resolve("credentials");
        Files.move(data.resolve("credentials"), kept);
        try (var plane = second.start();
                var sts = plane.client(StsClient.builder())) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo("444455556666");
        }
        Files.move(kept, data.resolve("credentials"), StandardCopyOption.REPLACE_EXISTING);
        try (var plane = TestingControlPlane.builder().data(data).start()) {
            assertThat(plane.credentials().accessKeyId()).isEqualTo(first);
        }
    }
}
