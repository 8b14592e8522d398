package io.mastic.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.objects.KeyPath.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

class KeyPathTest {
    private static final String[] AWKWARD = {"/", "//", ".", "..", "%", "%0", "%+", "%-", "+", "é", "\uD83D\uDE00"};

    @Provide
    Arbitrary<String> keys() {
        var letters =
                Arbitraries.strings().excludeChars('\0').ofMaxLength(10).filter(text -> text.equals(roundTrip(text)));
        var pieces = Arbitraries.oneOf(
                Arbitraries.of(AWKWARD),
                letters,
                Arbitraries.strings().withChars("ab.%").ofMinLength(150).ofMaxLength(200));
        return pieces.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .filter(key -> !key.isEmpty() && key.getBytes(StandardCharsets.UTF_8).length <= 1024);
    }

    private static String roundTrip(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property
    void everyKeyIsFoundAgainFromItsPath(@ForAll("keys") String key) {
        assertThat(KeyPath.keyOf(KeyPath.of(key))).isEqualTo(key);
    }

    @Property
    void everyNameIsAFilesAndStaysInTheBucket(@ForAll("keys") String key) {
        var bucket = Path.of("/objects/bucket");
        var file = bucket.resolve(KeyPath.of(key));
        assertThat(file.normalize()).isEqualTo(file);
        assertThat(file.startsWith(bucket)).isTrue();
        assertThat(file.getNameCount()).isGreaterThan(bucket.getNameCount());
        assertThat((Iterable<Path>) file)
                .allSatisfy(name -> assertThat(name.toString()).hasSizeLessThan(170));
        assertThat(KeyPath.kind(file.getFileName().toString())).isEqualTo(Kind.OBJECT);
    }

    @Property
    void theFileOfOneKeyIsNeverAFolderOfAnother(@ForAll("keys") String one, @ForAll("keys") String other) {
        var half = one.substring(0, Math.min(100, one.length()));
        assertThat(KeyPath.of(half + "/" + other.substring(0, Math.min(100, other.length()))))
                .doesNotStartWith(KeyPath.of(half) + "/");
    }

    @ParameterizedTest
    @CsvSource({
        "year=2026/part-0.csv, year=2026/part-0.csv%",
        "a b+c, a b+c%",
        "100%, 100%25%",
        "../x, %2E./x%",
        "a/../b, a/%2E./b%",
        "a//b, a/%0/b%",
        "a/, a/%",
        "/, %0/%",
        ".mpus-1, %2Empus-1%",
        "é, %C3%A9%"
    })
    void pathsCanBeRead(String key, String path) {
        assertThat(KeyPath.of(key)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"part-0.csv%-6f1c", "%-6f1c", ".mpus-1-a%-stub", ".s3proxy-versions"})
    void whatIsNotFinishedIsNoObject(String fileName) {
        assertThat(KeyPath.kind(fileName)).isEqualTo(Kind.OTHER);
    }

    @Test
    void aKeyBeyondTheLimitIsRefused() {
        assertThat(KeyPath.of("é".repeat(512))).isNotEmpty();
        assertThatThrownBy(() -> KeyPath.of("é".repeat(512) + "a"))
                .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("KeyTooLongError"));
    }
}
