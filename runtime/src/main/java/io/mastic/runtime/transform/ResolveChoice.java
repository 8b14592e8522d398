package io.mastic.runtime.transform;

import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.GlueTypes;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;

/**
 * Settles the type of fields. Frames have no choice columns yet: so {@code cast} casts any field, and the actions that only concern choices leave the
 * frame as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ResolveChoice.html">AWS</a>
 */
public final class ResolveChoice {
    private static final String CAST = "cast:";
    private static final String PROJECT = "project:";
    private static final Set<String> ACTIONS = Set.of("make_cols", "make_struct");

    private ResolveChoice() {}

    /**
     * Applies one action to each listed field.
     *
     * @param specs each (path, action); {@code name[]} means the elements of an array; paths are case-sensitive, and those that lead nowhere are passed over
     * @throws IllegalArgumentException for an action or a type that there is not
     */
    public static DynamicFrame apply(DynamicFrame frame, List<List<String>> specs) {
        DynamicFrame resolved = frame;
        for (List<String> spec : specs) {
            if (spec.size() != 2) {
                throw new IllegalArgumentException("A spec is a path and an action, not " + spec);
            }
            FieldPath path = FieldPath.parse(spec.get(0));
            String action = spec.get(1);
            checkAction(action);
            if (action.startsWith(CAST)) {
                DataType wanted = GlueTypes.parse(action.substring(CAST.length()));
                resolved = FieldChange.at(resolved, path, (value, type) -> Casts.cast(value, type, wanted));
            }
        }
        return resolved;
    }

    /**
     * Applies one action to all choice columns, of which there are none yet.
     *
     * @throws IllegalArgumentException for an action or a type that there is not
     */
    public static DynamicFrame all(DynamicFrame frame, String action) {
        checkAction(action);
        return frame;
    }

    private static void checkAction(String action) {
        if (action.startsWith(CAST)) {
            GlueTypes.parse(action.substring(CAST.length()));
        } else if (action.startsWith(PROJECT)) {
            GlueTypes.parse(action.substring(PROJECT.length()));
        } else if (!ACTIONS.contains(action)) {
            throw new IllegalArgumentException("ResolveChoice has no action \"" + action
                    + "\" here: it has cast:<type>, project:<type>, make_cols and make_struct");
        }
    }
}
