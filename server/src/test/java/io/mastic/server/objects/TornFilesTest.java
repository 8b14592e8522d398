package io.mastic.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

class TornFilesTest {
    private static final Instant START = Instant.parse("2026-11-25T00:00:00Z");
    private static final String ID = "0b8a2c54-6a0e-4d1b-9f5e-2a7b1c3d4e5f";

    @TempDir
    Path root;

    @Test
    void tornFilesGoAndObjectsAndOpenUploadsStay() throws IOException {
        var store = ObjectsServlet.storeIn(root, Clock.systemUTC());
        store.createContainer("bucket");
        for (var key : List.of("a", "a-" + ID, "b/%-" + ID, "b/a%-" + ID + "/c")) {
            put(store, key);
        }
        var upload = store.initiateMultipartUpload(CreateMultipartUploadRequest.builder()
                .bucket("bucket")
                .key("b/" + ID)
                .build());
        store.uploadMultipartPart(
                upload,
                UploadPartRequest.builder().partNumber(1).contentLength(1L).build(),
                new ByteArrayInputStream(new byte[1]));
        var kept = files();
        for (var torn : List.of("a%-" + ID, ".mpus-" + ID + "-a%-1-" + ID, ".hold-" + ID)) {
            Files.writeString(root.resolve("bucket").resolve("b").resolve(torn), "half");
        }
        var living = Files.writeString(root.resolve("bucket/a%-" + ID), "half");
        for (var file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(START.minusSeconds(1)));
        }
        Files.setLastModifiedTime(living, FileTime.from(START));

        TornFiles.sweep(root, START);

        assertThat(files())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(kept.stream(), Stream.of(living)).toList());
    }

    private static void put(BlobStore store, String key) {
        var request = PutObjectRequest.builder()
                .bucket("bucket")
                .key(key)
                .contentLength(1L)
                .build();
        store.putBlob(request, new ByteArrayInputStream(new byte[1]));
    }

    private List<Path> files() throws IOException {
        try (var found = Files.walk(root)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
