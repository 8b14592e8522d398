package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.jobs.JobStore.JobRow;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the jobs' store promises on every database. */
@EachDatabase
class JobStoreTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "us-east-1";

    private final Database database = TestingDatabase.open();
    private final JobStore store = database.jdbi().onDemand(JobStore.class);

    @AfterEach
    void close() {
        database.close();
    }

    private static JobRow row(String name, Optional<String> graph) {
        return new JobRow(ACCOUNT, REGION, name, "{\"name\":\"" + name + "\"}", graph, Optional.empty());
    }

    @Test
    void jobsSortByBytesAndPageByName() {
        List.of("é", "b", "_", "B", "a b", "日").forEach(name -> store.insert(row(name, Optional.empty())));
        assertThat(store.list(ACCOUNT, REGION, "", 4)).extracting(JobRow::name).containsExactly("B", "_", "a b", "b");
        assertThat(store.list(ACCOUNT, REGION, "b", 4)).extracting(JobRow::name).containsExactly("é", "日");
        assertThat(store.list(ACCOUNT, "eu-west-1", "", 4)).isEmpty();
    }

    @Test
    void aGraphComesGoesAndIsAbsent() {
        store.insert(row("j", Optional.of("[1]")));
        assertThat(store.find(ACCOUNT, REGION, "j")).contains(row("j", Optional.of("[1]")));
        assertThat(store.update(row("j", Optional.empty()))).isEqualTo(1);
        assertThat(store.find(ACCOUNT, REGION, "j")).contains(row("j", Optional.empty()));
        assertThat(store.update(row("J", Optional.empty()))).isZero();
    }

    @Test
    void aNameIsTakenOnceUntilItIsDeleted() {
        store.insert(row("j", Optional.empty()));
        assertThatThrownBy(() -> store.insert(row("j", Optional.empty())))
                .isInstanceOf(UnableToExecuteStatementException.class);
        assertThat(store.delete(ACCOUNT, REGION, "j")).isEqualTo(1);
        assertThat(store.delete(ACCOUNT, REGION, "j")).isZero();
        store.insert(row("j", Optional.empty()));
    }
}
