package io.mastic.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final String SUCCESS = "{\"success\": true}";

    @TempDir
    Path path;

    private RunFolder folder;

    @BeforeEach
    void make() throws IOException {
        folder = new RunFolder(path);
        Files.createDirectory(folder.files());
    }

    @Test
    void aResultIsReadFromTheDriversFilesAndFromWhereTheFirstReleaseWroteIt() throws IOException {
        assertThat(folder.result()).isEmpty();
        Files.writeString(path.resolve("result"), "{}");
        assertThat(folder.result()).contains("{}");
        Files.writeString(folder.files().resolve("result"), SUCCESS + "\n");
        assertThat(folder.result()).contains(SUCCESS);
    }

    @Test
    void aResultThatIsALinkIsNotFollowed() throws IOException {
        var secret = Files.writeString(path.resolve("secret.key"), "0123");
        Files.createSymbolicLink(folder.files().resolve("result"), secret);
        assertThat(folder.result()).isEmpty();
    }

    @Test
    void whatIsForgottenIsTheResultToo() throws IOException {
        Files.writeString(folder.files().resolve("result"), SUCCESS);
        folder.forgetProcess();
        assertThat(folder.result()).isEmpty();
    }
}
