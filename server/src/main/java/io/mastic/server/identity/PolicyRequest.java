package io.mastic.server.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a policy is asked about.
 *
 * @param action {@code glue:GetTable}
 * @param context values by condition key; key names are compared without case
 * @param multivalued the keys that can hold several values
 */
record PolicyRequest(String action, String resource, Map<String, List<String>> context, Set<String> multivalued) {
    private static final Set<String> MULTIVALUED =
            Set.of("aws:TagKeys", "glue:VpcIds", "glue:SubnetIds", "glue:SecurityGroupIds");

    PolicyRequest {
        var values = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(context);
        context = values;
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(multivalued);
        multivalued = names;
    }

    static PolicyRequest of(String action, String resource, Map<String, List<String>> context) {
        return new PolicyRequest(action, resource, context, MULTIVALUED);
    }

    List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }

    boolean isMultivalued(String key) {
        return multivalued.contains(key);
    }

    /** The value of a policy variable; empty if the key is absent or can hold several. */
    Optional<String> variable(String key) {
        var values = values(key);
        return values.size() == 1 && !isMultivalued(key) ? Optional.of(values.get(0)) : Optional.empty();
    }
}
