package io.mastic.runtime.transform;

import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;

/**
 * Takes the listed fields to new names and types and leaves all others out. A source that a frame does not have gives no target.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ApplyMapping.html">AWS</a>
 */
public final class ApplyMapping {
    private ApplyMapping() {}

    /**
     * Maps a frame.
     *
     * @param mappings each (source, source type, target, target type), (source, target, target type) or (source, target); paths with dots read from and
     *     build structs, but do not reach into arrays
     * @param caseSensitive whether a source must be spelt as in the frame
     * @throws IllegalArgumentException for a path or type that cannot be read, and for targets of which one lies inside the other
     */
    public static DynamicFrame apply(DynamicFrame frame, List<List<String>> mappings, boolean caseSensitive) {
        List<TopLevel> columns = TopLevel.of(frame);
        NestedColumns targets = new NestedColumns();
        for (List<String> texts : mappings) {
            Mapping mapping = Mapping.of(texts);
            source(mapping.source().names(), columns, caseSensitive)
                    .ifPresent(found -> targets.put(mapping.target().names(), mapping.value(found)));
        }
        return frame.select(targets.columns());
    }

    private record Mapping(FieldPath source, FieldPath target, Optional<String> targetType) {
        static Mapping of(List<String> texts) {
            return switch (texts.size()) {
                case 2 -> mapping(texts.get(0), texts.get(1), Optional.empty());
                case 3 -> mapping(texts.get(0), texts.get(1), Optional.of(texts.get(2)));
                case 4 -> mapping(texts.get(0), texts.get(2), Optional.of(texts.get(3)));
                default -> throw new IllegalArgumentException("A mapping has 2, 3 or 4 parts, not " + texts.size());
            };
        }

        private static Mapping mapping(String source, String target, Optional<String> type) {
            return new Mapping(FieldPath.parse(source), FieldPath.parse(target), type);
        }

        Value value(Value found) {
            if (targetType.isEmpty() || targetType.get().equalsIgnoreCase("choice")) {
                return found;
            }
            String wanted = targetType.get();
            return GlueTypes.isFamily(wanted)
                    ? found.alternative(wanted.strip().toLowerCase(Locale.ROOT))
                            .orElseGet(() -> Value.none(DataTypes.NullType))
                    : Casts.cast(found, GlueTypes.parse(wanted));
        }
    }

    private static Optional<Value> source(List<String> names, List<TopLevel> columns, boolean caseSensitive) {
        Optional<Value> value = named(names.get(0), columns, caseSensitive);
        for (String name : names.subList(1, names.size())) {
            value = value.flatMap(Value::struct).flatMap(struct -> named(name, struct.fields(), caseSensitive));
        }
        return value;
    }

    private static Optional<Value> named(String name, List<TopLevel> fields, boolean caseSensitive) {
        return TopLevel.named(name, fields)
                .or(() -> fields.stream()
                        .filter(field -> !caseSensitive && field.name().equalsIgnoreCase(name))
                        .findFirst())
                .map(TopLevel::value);
    }
}
