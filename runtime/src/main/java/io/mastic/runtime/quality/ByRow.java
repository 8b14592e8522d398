package io.mastic.runtime.quality;

import io.mastic.model.quality.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Judges composite rules row by row: one holds when it holds in every row. */
final class ByRow {
    private ByRow() {}

    /** Replaces the checks of composite rules that are about rows. Reads the rows once for all of them. */
    static void judge(Dataset<Row> rows, List<Rule> rules, List<Check> checks) {
        Map<Integer, Column> composites = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i) instanceof Rule.Composite && checks.get(i).row().isPresent()) {
                composites.put(i, checks.get(i).row().orElseThrow());
            }
        }
        if (composites.isEmpty()) {
            return;
        }
        List<Column> holds = new ArrayList<>();
        List<Column> fails = new ArrayList<>();
        composites.forEach((place, row) -> {
            holds.add(row.as("rule" + place));
            fails.add(functions.count(functions.when(functions.not(functions.col("rule" + place)), 1)));
        });
        Row failing = rows.select(holds.toArray(Column[]::new))
                .agg(fails.get(0), fails.subList(1, fails.size()).toArray(Column[]::new))
                .first();
        int column = 0;
        for (int place : composites.keySet()) {
            long failed = failing.getLong(column++);
            Check check = checks.get(place);
            Map<String, Double> metrics = check.outcome().get().metrics();
            Outcome outcome = failed == 0
                    ? Outcome.passed(metrics)
                    : Outcome.failed(failed + " rows do not meet the constraint requirement!", metrics);
            checks.set(place, new Check(() -> outcome, check.row()));
        }
    }
}
