package io.mastic.server.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.StoreErrors;
import io.mastic.server.store.TestingDatabase;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the tags' store promises on every database. */
@EachDatabase
class TagStoreTest {
    private static final String ARN = "arn:aws:glue:us-east-1:111122223333:job/j";

    private final Database database = TestingDatabase.open();
    private final TagStore store = database.jdbi().onDemand(TagStore.class);
    private final Tags tags = new Tags(database.jdbi());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTagIsAddedOrGetsAnotherValueAndCaseTellsNamesApart() {
        store.put(ARN, "Team", "a");
        store.put(ARN, "team", "b");
        store.put(ARN, "team", "");
        assertThat(store.tags(ARN)).containsExactly(Map.entry("Team", "a"), Map.entry("team", ""));
    }

    @Test
    void tagsComeInTheOrderOfBytesAndGoByName() {
        List.of("é", "b", "B", "_").forEach(name -> store.put(ARN, name, "v"));
        assertThat(store.tags(ARN).keySet()).containsExactly("B", "_", "b", "é");
        store.delete(ARN, List.of("b", "é", "not there"));
        assertThat(store.tags(ARN).keySet()).containsExactly("B", "_");
        store.deleteAll(ARN);
        assertThat(store.tags(ARN)).isEmpty();
    }

    @Test
    void writersOfTheSameTagsAllSucceed() throws Exception {
        var given = IntStream.range(0, 20).boxed().collect(Collectors.toMap(i -> "name" + i, i -> "value"));
        var threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Boolean>> writers = threads.invokeAll(Collections.nCopies(6, () -> {
                tags.add(ARN, given);
                return true;
            }));
            for (var done : writers) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.tags(ARN)).isEqualTo(given);
    }

    @Test
    void moreThanFiftyAreRefusedAndNoneIsKept() {
        var many = IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "name" + i, i -> "value"));
        assertThatThrownBy(() -> tags.add(ARN, many)).isInstanceOf(ServiceException.class);
        assertThat(store.tags(ARN)).isEmpty();
    }

    /** H2 keeps the character, PostgreSQL cannot; the caller is told and no server error is seen. */
    @Test
    void theCharacterNulIsKeptOrRefusedAsTheCallersFault() {
        try {
            store.put(ARN, "name", "a\u0000b");
            assertThat(store.tags(ARN)).containsEntry("name", "a\u0000b");
        } catch (RuntimeException e) {
            assertThat(StoreErrors.of(e)).hasValueSatisfying(error -> {
                assertThat(error.code()).isEqualTo("InvalidInputException");
                assertThat(error.message()).contains("U+0000");
            });
        }
    }
}
