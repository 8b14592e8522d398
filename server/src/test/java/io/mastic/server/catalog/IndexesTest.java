package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.ResourceNumberLimitExceededException;

class IndexesTest {
    private static CatalogFixture fixture;
    private static GlueClient glue;

    @BeforeAll
    static void start() {
        fixture = new CatalogFixture();
        glue = fixture.glue;
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static void create(String table, String name, String... keys) {
        glue.createPartitionIndex(r -> r.databaseName("sales").tableName(table).partitionIndex(i -> i.indexName(name)
                .keys(keys)));
    }

    private static List<PartitionIndexDescriptor> indexes(String table) {
        return glue.getPartitionIndexes(r -> r.databaseName("sales").tableName(table))
                .partitionIndexDescriptorList();
    }

    @Test
    void anIndexShowsItsKeysWithTheirTypes() {
        fixture.table("shown");
        create("shown", "ByShop", "SHOP", "day");
        var index = indexes("shown").get(0);
        assertThat(index.indexName()).isEqualTo("byshop");
        assertThat(index.indexStatusAsString()).isEqualTo("ACTIVE");
        assertThat(index.keys()).extracting(k -> k.name() + " " + k.type()).containsExactly("shop int", "day date");
    }

    @Test
    void aTableHasThreeIndexesAtMost() {
        fixture.table("full");
        create("full", "a", "day");
        create("full", "b", "shop");
        create("full", "c", "day", "shop");
        assertThatThrownBy(() -> create("full", "d", "shop", "day"))
                .isInstanceOf(ResourceNumberLimitExceededException.class)
                .hasMessageContaining("3");
        glue.deletePartitionIndex(r -> r.databaseName("sales").tableName("full").indexName("B"));
        create("full", "d", "shop", "day");
        assertThat(indexes("full"))
                .extracting(PartitionIndexDescriptor::indexName)
                .containsExactly("a", "c", "d");
    }

    @Test
    void whatIsNoIndexOfTheTableIsRefused() {
        fixture.table("strict");
        create("strict", "a", "day");
        assertThatThrownBy(() -> create("strict", "A", "shop")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> create("strict", "b", "day")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> create("strict", "c", "id"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("partition keys");
        assertThatThrownBy(() -> create("strict", "d", "shop", "shop")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> create("nosuch", "a", "day")).isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> glue.deletePartitionIndex(
                        r -> r.databaseName("sales").tableName("strict").indexName("x")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void aTableIsMadeWithItsIndexesOrNotAtAll() {
        glue.createTable(r -> r.databaseName("sales")
                .tableInput(t -> t.name("whole").partitionKeys(CatalogFixture.column("day", "date")))
                .partitionIndexes(i -> i.indexName("a").keys("day")));
        assertThat(indexes("whole")).hasSize(1);
        assertThatThrownBy(() -> glue.createTable(r -> r.databaseName("sales")
                        .tableInput(t -> t.name("half").partitionKeys(CatalogFixture.column("day", "date")))
                        .partitionIndexes(i -> i.indexName("a").keys("hour"))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> glue.getTable(r -> r.databaseName("sales").name("half")))
                .isInstanceOf(EntityNotFoundException.class);
    }
}
