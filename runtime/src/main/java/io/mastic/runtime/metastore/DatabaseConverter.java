package io.mastic.runtime.metastore;

import com.amazonaws.services.glue.model.DatabaseInput;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.PrincipalType;
import org.jspecify.annotations.Nullable;

/** Databases of the catalog as Hive's and back. Hive's must not hold null where Hive calls a method on it. */
final class DatabaseConverter {
    private DatabaseConverter() {}

    /**
     * @param warehouse where databases lie that have no place of their own
     */
    static Database toHive(com.amazonaws.services.glue.model.Database database, String warehouse) {
        return hive(
                database.getName(),
                database.getDescription(),
                database.getLocationUri(),
                database.getParameters(),
                warehouse);
    }

    /** A {@code default} that nobody has described. */
    static Database emptyDefault(String warehouse) {
        return hive("default", "", warehouse, null, warehouse);
    }

    private static Database hive(
            String name,
            @Nullable String description,
            @Nullable String location,
            @Nullable Map<String, String> parameters,
            String warehouse) {
        boolean placed = location != null && !location.isBlank();
        String place = placed ? location : name.equals("default") ? warehouse : warehouse + "/" + name + ".db";
        Database hive = new Database(
                name,
                description == null ? "" : description,
                place,
                parameters == null ? new HashMap<>() : new HashMap<>(parameters));
        hive.setOwnerName("");
        hive.setOwnerType(PrincipalType.USER);
        return hive;
    }

    static DatabaseInput toGlue(Database hive) {
        return new DatabaseInput()
                .withName(hive.getName().toLowerCase(Locale.ROOT))
                .withDescription(hive.getDescription())
                .withLocationUri(hive.getLocationUri())
                .withParameters(StorageConverter.withoutNulls(hive.getParameters()));
    }
}
