package io.mastic.runtime.transform;

import com.amazonaws.services.glue.model.Column;
import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.catalog.DataCatalog;
import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Settles choices by the types that a table of the Data Catalog has for its columns.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ResolveChoice.html">AWS</a>
 */
public final class MatchCatalog {
    private MatchCatalog() {}

    /**
     * Casts the choices of columns that the table has, by name in any case, also those inside structs and arrays. All else stays.
     *
     * @param catalogId the account of the catalog, or "" for the run's own
     * @throws com.amazonaws.services.glue.model.EntityNotFoundException when there is no such table
     */
    public static DynamicFrame apply(
            DynamicFrame frame, DataCatalog catalog, String database, String table, String catalogId) {
        Table found = catalog.of(catalogId).table(database, table);
        Map<String, DataType> types = new HashMap<>();
        Stream.of(
                        Optional.ofNullable(found.getStorageDescriptor()).map(storage -> storage.getColumns()),
                        Optional.ofNullable(found.getPartitionKeys()))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .forEach(column -> types.put(name(column), HiveTypes.parse(column.getType())));
        return frame.select(TopLevel.of(frame).stream()
                .map(column -> Optional.ofNullable(types.get(column.name().toLowerCase(Locale.ROOT)))
                        .map(type -> TopLevel.of(column.name(), matched(column.value(), type)))
                        .orElse(column))
                .toList());
    }

    private static String name(Column column) {
        return column.getName().toLowerCase(Locale.ROOT);
    }

    private static Value matched(Value value, DataType type) {
        if (!ChoiceTypes.hasChoice(value.type())) {
            return value;
        }
        if (type instanceof StructType struct) {
            return value.struct().map(fields -> matchedFields(fields, struct)).orElseGet(() -> Value.none(type));
        }
        if (type instanceof ArrayType array) {
            return value.alternative("array")
                    .map(all -> all.elements(element -> matched(element, array.elementType())))
                    .orElseGet(() -> Value.none(type));
        }
        return Casts.cast(value, type);
    }

    private static Value matchedFields(Value struct, StructType type) {
        Value fields = Value.struct(struct.fields().stream()
                .map(field -> named(type, field.name())
                        .map(known -> TopLevel.of(field.name(), matched(field.value(), known.dataType())))
                        .orElse(field))
                .toList());
        return new Value(functions.when(struct.column().isNotNull(), fields.column()), fields.type());
    }

    private static Optional<StructField> named(StructType type, String name) {
        return Arrays.stream(type.fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
