package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions on a row that all have to hold, or one of them.
 *
 * @param all whether all have to hold
 */
public record Conditions(boolean all, List<Condition> each) {
    private static final Set<String> OPERATORS = Set.of("AND", "OR");

    static Conditions read(NodeFields fields) {
        return new Conditions(
                !fields.requiredOneOf("LogicalOperator", OPERATORS).equals("OR"),
                fields.requiredStructures("Filters", Condition::read));
    }

    /** @param prefix of the fields that problems name */
    void check(String prefix, NodeCheck check) {
        for (int at = 0; at < each.size(); at++) {
            each.get(at).check(prefix + "Filters[" + at + "].Values", check);
        }
    }

    /** What holds of the variable {@code row}. */
    Python python(Optional<Schema> schema, NodeScript script) {
        var conditions =
                each.stream().map(condition -> condition.python(schema, script)).toList();
        return all ? Python.all(conditions) : Python.any(conditions);
    }
}
