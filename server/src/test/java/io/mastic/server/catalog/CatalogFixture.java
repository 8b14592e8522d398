package io.mastic.server.catalog;

import io.mastic.server.TestingControlPlane;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** A server with the database {@code sales} and its table {@code orders}, partitioned by day and shop. */
final class CatalogFixture implements AutoCloseable {
    final TestingControlPlane plane = TestingControlPlane.builder().start();
    final GlueClient glue = plane.client(GlueClient.builder());

    CatalogFixture() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("Sales")));
        table("orders");
    }

    void table(String name) {
        glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name(name)
                .storageDescriptor(descriptor())
                .partitionKeys(column("day", "date"), column("shop", "int"))));
    }

    static StorageDescriptor descriptor() {
        return StorageDescriptor.builder()
                .columns(column("id", "bigint"), column("Name", "string"))
                .location("s3://sales/orders/")
                .build();
    }

    static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    void partition(String table, String... values) {
        glue.createPartition(r -> r.databaseName("sales").tableName(table).partitionInput(p -> p.values(values)
                .storageDescriptor(descriptor())));
    }

    @Override
    public void close() {
        glue.close();
        plane.close();
    }
}
