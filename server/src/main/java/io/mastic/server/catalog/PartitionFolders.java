package io.mastic.server.catalog;

import io.mastic.server.catalog.CatalogStore.TableRow;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Where the partitions of a table lie, which is in the table's own folder or anywhere else. */
final class PartitionFolders {
    /** As the model limits a location. */
    private static final int LONGEST = 2056;

    private PartitionFolders() {}

    /** In the transaction that changes the table: what lies in its folder moves with it, all else stays. */
    static void move(Handle handle, TableRow before, TableRow after) {
        var from = folder(before);
        var to = folder(after);
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return;
        }
        var store = new PartitionStore(handle);
        if (store.longestMoved(before.id(), from.get(), to.get()) > LONGEST) {
            throw CatalogErrors.invalid("The location of a partition in " + to.get() + " would be longer than "
                    + LONGEST + " characters. Choose a shorter location for the table");
        }
        store.move(before.id(), from.get(), to.get());
    }

    private static Optional<String> folder(TableRow table) {
        return Optional.ofNullable(Documents.read(table.doc(), Table.class).storageDescriptor())
                .map(StorageDescriptor::location)
                .map(location -> location.replaceFirst("/+$", ""))
                .filter(location -> !location.isEmpty());
    }
}
