package io.mastic.server;

import io.mastic.server.store.Database;
import io.mastic.server.store.DatabaseConfig;
import io.mastic.server.store.DatabaseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Moves what a stopped server keeps in its data folder's database to PostgreSQL. */
public final class DatabaseMove {
    private DatabaseMove() {}

    /**
     * All rows or none; the folder's own database is kept under another name.
     *
     * @param progress is told what was done
     * @throws StartException if the server runs, there is nothing to move or the target is not empty
     */
    public static void toPostgres(Path data, DatabaseConfig config, Consumer<String> progress) throws IOException {
        if (config.isInDataFolder()) {
            throw new StartException("database-url is not set: it says where to move the database to, for example "
                    + "MASTIC_DATABASE_URL=postgresql://localhost:5432/mastic");
        }
        DataFolder.requireStopped(data);
        if (!DataFolder.holdsDatabase(data)) {
            var elsewhere = data.resolve(DataFolder.ELSEWHERE);
            throw new StartException("the data folder " + data + " holds no database to move"
                    + (Files.exists(elsewhere)
                            ? ": it was moved to " + Files.readString(elsewhere).strip()
                            : ""));
        }
        try (var from = DataFolder.database(data, DatabaseConfig.inDataFolder());
                var to = Database.postgres(config)) {
            DatabaseCopy.copy(from, to, progress);
        }
        var kept = DataFolder.movedTo(data, config);
        progress.accept("Moved to " + config.url() + ". Start the server with the same settings of the database. "
                + "The old database is kept in " + kept);
    }
}
