package io.mastic.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class DriverUsersTest {
    private final Database database = TestingDatabase.open();
    private final List<String> accounts = IntStream.range(0, 8)
            .mapToObj("11112222330%d"::formatted)
            .peek(this::insert)
            .toList();

    private void insert(String account) {
        database.jdbi().useHandle(handle -> handle.execute("insert into account (id, created) values (?, 0)", account));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void accountsGetNumbersInTurnAndKeepThemOnALaterServer() {
        var users = new DriverUsers(database.jdbi(), 5_000);
        assertThat(users.of(accounts.get(3)).id()).isEqualTo(5_000);
        assertThat(users.of(accounts.get(1)).id()).isEqualTo(5_001);
        var later = new DriverUsers(database.jdbi(), 5_000);
        assertThat(later.of(accounts.get(1)).id()).isEqualTo(5_001);
        assertThat(later.of(accounts.get(3)).id()).isEqualTo(5_000);
    }

    @Test
    void accountsThatStartAtOnceNeverShareANumber() throws Exception {
        var users = new DriverUsers(database.jdbi(), 5_000);
        var threads = Executors.newFixedThreadPool(accounts.size());
        try {
            var asked = accounts.stream()
                    .<Callable<Integer>>map(account -> () -> users.of(account).id())
                    .toList();
            var numbers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(asked)) {
                numbers.add(answer.get());
            }
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(5_000, 5_008).boxed().toList());
        } finally {
            threads.shutdown();
        }
    }
}
