package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the listed top-level fields, in the order of the list; names that a frame does not have are passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SelectFields.html">AWS</a>
 */
public final class SelectFields {
    private SelectFields() {}

    /**
     * Selects columns by name, case-sensitively. A name with dots may stand unquoted where a column has just that name.
     *
     * @throws IllegalArgumentException for a path that leads into a struct
     */
    public static DynamicFrame apply(DynamicFrame frame, List<String> paths) {
        List<TopLevel> columns = TopLevel.of(frame);
        Set<TopLevel> selected = new LinkedHashSet<>();
        for (String path : paths) {
            TopLevel.named(path, columns).or(() -> parsed(path, columns)).ifPresent(selected::add);
        }
        return frame.select(List.copyOf(selected));
    }

    private static Optional<TopLevel> parsed(String text, List<TopLevel> columns) {
        FieldPath path = FieldPath.parse(text);
        if (!path.isTopLevel()) {
            throw new IllegalArgumentException("SelectFields takes top-level fields, and \"" + text
                    + "\" leads into one: select \"" + path.column() + "\", or use ApplyMapping");
        }
        return TopLevel.named(path.column(), columns);
    }
}
