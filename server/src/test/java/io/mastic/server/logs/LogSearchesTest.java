package io.mastic.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches of streams. Facts are those of https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html. */
@EachDatabase
class LogSearchesTest extends LoggedRuns {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR | 1,3",
                "ERROR disk | 3",
                "\"ERROR disk\" | 3",
                "?disk ?started | 0,3",
                "ERROR -disk | 1",
                "error | ''",
                "'' | 0,1,2,3"
            })
    void patternsChooseLinesByTheirWords(String pattern, String chosen) {
        var all = List.of("started", "ERROR net", "WARN", "ERROR disk");
        run("jr_a");
        write("jr_a", 0, String.join("\n", all) + "\n");
        var wanted = chosen.isEmpty()
                ? List.<String>of()
                : List.of(chosen.split(",")).stream()
                        .map(i -> all.get(Integer.parseInt(i)))
                        .toList();
        assertThat(filtered(r -> r.filterPattern(pattern))).isEqualTo(wanted);
    }

    @Test
    void patternsOfStructureAreRefused() {
        assertInvalid(() -> filtered(r -> r.filterPattern("{ $.a = 1 }")), "InvalidParameterException");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30, 31, 100})
    void aSearchMeetsEveryLineOfEveryStreamOnce(int size) {
        for (var stream : List.of("jr_a", "jr_b", "jr_c")) {
            run(stream);
            write(stream, 0, String.join("\n", lines(10)) + "\n");
        }
        var ids = new ArrayList<String>();
        String token = null;
        do {
            var from = token;
            var page = filter(r -> r.limit(size).nextToken(from));
            page.events().forEach(event -> ids.add(event.eventId()));
            token = page.nextToken();
        } while (token != null);
        assertThat(ids).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void aSearchOfMuchThatDoesNotMatchGivesItsPagesBack() {
        run("jr_a");
        write("jr_a", 0, "nothing\n".repeat(450_000) + "found\n");
        var pages = 0;
        var found = new ArrayList<String>();
        String token = null;
        do {
            var from = token;
            var page = filter(r -> r.filterPattern("found").nextToken(from));
            page.events().forEach(event -> found.add(event.message()));
            token = page.nextToken();
            pages++;
        } while (token != null);
        assertThat(found).containsExactly("found");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aSearchIsOfTheStreamsItNames() {
        for (var stream : List.of("jr_a", "jr_b", "jr_ab")) {
            run(stream);
            write(stream, 0, stream + "\n");
        }
        assertThat(filtered(r -> r.logStreamNames("jr_b"))).containsExactly("jr_b");
        assertThat(filtered(r -> r.logStreamNamePrefix("jr_a"))).containsExactly("jr_a", "jr_ab");
        assertInvalid(() -> filter(r -> r.logStreamNames("jr_x")), "ResourceNotFoundException");
        assertInvalid(
                () -> filter(r -> r.logStreamNames("jr_a").logStreamNamePrefix("jr")), "InvalidParameterException");
    }
}
