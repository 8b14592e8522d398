package io.mastic.server.commits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.model.run.CommitJournal;
import io.mastic.model.run.CommitJournal.ObjectName;
import io.mastic.model.run.CommitJournal.Upload;
import io.mastic.model.run.CommitStatus;
import io.mastic.model.run.CommitStatus.State;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.http.RunTokens.RunClaim;
import io.mastic.server.objects.ObjectsServlet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

final class WriteCommitsTest {
    private static final String BUCKET = "bucket";
    private static final Caller ROLE =
            new Caller("111122223333", "arn:aws:sts::111122223333:assumed-role/R/s", "u", "k");
    private static final RunClaim RUN =
            new RunClaim("111122223333", "us-east-1", "jr_1", 1, "arn:aws:iam::111122223333:role/R", Optional.empty());

    @TempDir
    private Path folder;

    private final List<String> denied = new ArrayList<>();
    private BlobStore store;
    private ObjectsServlet objects;
    private WriteCommits commits;

    @BeforeEach
    void start() throws Exception {
        var root = Files.createDirectories(folder.resolve("objects"));
        store = ObjectsServlet.storeIn(root, Clock.systemUTC());
        store.createContainer(BUCKET);
        objects = new ObjectsServlet(
                root,
                id -> Optional.empty(),
                (caller, action, resources, conditions) -> {
                    if (denied.contains(action + " " + resources.get(0))) {
                        throw new ServiceException(
                                "AccessDeniedException", 400, "not authorized to perform: " + action);
                    }
                },
                (caller, bucket, key, id) -> {},
                Clock.systemUTC());
        commits = newServer();
    }

    @AfterEach
    void stop() {
        commits.close();
    }

    private WriteCommits newServer() {
        return new WriteCommits(
                claim -> objects.actingAs(ROLE), run -> folder.resolve(run).resolve("commits"), objects::abortUpload);
    }

    @Test
    void aJournalMakesItsUploadsVisibleAndRemovesWhatItReplaces() throws Exception {
        object("old");
        var journal = journal(List.of(upload("a/1"), upload("a/2")), "old");
        commits.accept(RUN, journal);
        assertThat(end(journal)).isEqualTo(CommitStatus.done(3));
        assertThat(visible("a/1", "a/2")).isTrue();
        assertThat(visible("old")).isFalse();
        assertThat(store.listMultipartUploads(BUCKET)).isEmpty();
    }

    @Test
    void aJournalThatIsSentAgainIsNotCarriedOutAgain() throws Exception {
        object("old");
        var journal = journal(List.of(upload("a/1")), "old");
        commits.accept(RUN, journal);
        end(journal);
        object("old");
        commits.accept(RUN, journal);
        assertThat(end(journal).state()).isEqualTo(State.DONE);
        assertThat(visible("old")).isTrue();
    }

    @Test
    void aLaterServerGoesOnWhereAnEarlierOneDied() throws Exception {
        object("old");
        var done = upload("a/1");
        var journal = journal(List.of(done, upload("a/2")), "old");
        new JournalFolder(folder.resolve(RUN.runId()).resolve("commits")).keep(journal);
        objects.actingAs(ROLE).complete(BUCKET, done.key(), done.uploadId(), done.etags());
        commits.finish(RUN);
        assertThat(end(journal)).isEqualTo(CommitStatus.done(3));
        assertThat(visible("a/1", "a/2")).isTrue();
        assertThat(visible("old")).isFalse();
    }

    @Test
    void anUploadThatIsGoneFailsTheWriteAndKeepsWhatItReplaces() throws Exception {
        object("old");
        var gone = upload("a/2");
        objects.abortUpload(BUCKET, gone.key(), gone.uploadId());
        var journal = journal(List.of(upload("a/1"), gone), "old");
        commits.accept(RUN, journal);
        assertThat(end(journal).state()).isEqualTo(State.FAILED);
        assertThat(end(journal).message()).startsWith("NoSuchUpload: ");
        assertThat(visible("old")).isTrue();
        assertThat(store.listMultipartUploads(BUCKET)).isEmpty();
    }

    @Test
    void anObjectOfOtherContentDoesNotPassForTheUpload() throws Exception {
        object("a/1");
        var gone = upload("a/1");
        objects.abortUpload(BUCKET, gone.key(), gone.uploadId());
        var journal = journal(List.of(gone));
        commits.accept(RUN, journal);
        assertThat(end(journal).state()).isEqualTo(State.FAILED);
    }

    @Test
    void whatTheRoleMayNotDoIsKnownBeforeAnythingIsDone() throws Exception {
        object("old");
        denied.add("s3:DeleteObject arn:aws:s3:::bucket/old");
        var journal = journal(List.of(upload("a/1")), "old");
        commits.accept(RUN, journal);
        assertThat(end(journal).message()).isEqualTo("AccessDenied: not authorized to perform: s3:DeleteObject");
        assertThat(visible("a/1")).isFalse();
        assertThat(store.listMultipartUploads(BUCKET)).isEmpty();
    }

    @Test
    void aRunThatIsOverCommitsNothingMore() throws Exception {
        commits.finish(RUN);
        var journal = journal(List.of(upload("a/1")));
        assertThatThrownBy(() -> commits.accept(RUN, journal)).hasMessageContaining("jr_1 is over");
        assertThat(visible("a/1")).isFalse();
    }

    @Test
    void anEmptyTableIsMarked() throws Exception {
        object("table/old");
        var journal = new CommitJournal(
                "w-1",
                List.of(),
                List.of(new ObjectName(BUCKET, "table/old")),
                List.of(new ObjectName(BUCKET, "table/")));
        commits.accept(RUN, journal);
        assertThat(end(journal)).isEqualTo(CommitStatus.done(2));
        assertThat(visible("table/")).isTrue();
    }

    @Test
    void theUploadsOfARunAloneAreAbortedWithIt() throws Exception {
        var uploads = new RunUploads(run -> folder.resolve(run + ".uploads"), objects::abortUpload);
        var mine = upload("table/mine");
        var others = upload("table/others");
        uploads.note(RUN.runId(), BUCKET, mine.key(), mine.uploadId());
        uploads.note("jr_2", BUCKET, others.key(), others.uploadId());
        uploads.abortPending(RUN);
        assertThat(store.listMultipartUploads(BUCKET))
                .extracting(left -> left.key())
                .containsExactly(others.key());
    }

    private CommitStatus end(CommitJournal journal) throws Exception {
        return commits.status(RUN, journal.writeId(), Duration.ofSeconds(60));
    }

    private static CommitJournal journal(List<Upload> uploads, String... replaced) {
        return new CommitJournal(
                "w-1",
                uploads,
                List.of(replaced).stream()
                        .map(key -> new ObjectName(BUCKET, key))
                        .toList(),
                List.of());
    }

    private void object(String key) {
        var upload = upload(key);
        objects.actingAs(ROLE).complete(BUCKET, key, upload.uploadId(), upload.etags());
    }

    /** Each has its own content. */
    private Upload upload(String key) {
        var create =
                CreateMultipartUploadRequest.builder().bucket(BUCKET).key(key).build();
        var begun = store.initiateMultipartUpload(create);
        var content = (key + begun.id()).getBytes(StandardCharsets.UTF_8);
        return new Upload(BUCKET, key, begun.id(), List.of(part(begun, content)), content.length);
    }

    private String part(MultipartUpload begun, byte[] content) {
        var request = UploadPartRequest.builder()
                .bucket(BUCKET)
                .key(begun.blobName())
                .uploadId(begun.id())
                .partNumber(1)
                .contentLength((long) content.length)
                .build();
        return store.uploadMultipartPart(begun, request, new ByteArrayInputStream(content))
                .eTag();
    }

    private boolean visible(String... keys) {
        return List.of(keys).stream().allMatch(key -> store.blobExists(BUCKET, key));
    }
}
