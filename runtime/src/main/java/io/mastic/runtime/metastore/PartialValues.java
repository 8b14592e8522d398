package io.mastic.runtime.metastore;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.FieldSchema;

/**
 * The first values of partitions, or some of them: Hive's partial specification.
 *
 * @param values in the order of the keys; an empty one stands for any
 */
record PartialValues(List<FieldSchema> keys, List<String> values) {
    boolean matches(List<String> partition) {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty() && !values.get(i).equals(partition.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the catalog is asked for: all that match, and perhaps more, since it compares numbers as such. What is no
     * value of its key's type, like Hive's text for null, it would not find.
     */
    Optional<String> expression() {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            String type = keys.get(i).getType();
            String term =
                    switch (type) {
                        case "tinyint", "smallint", "int", "bigint" -> value.matches("-?\\d{1,18}") ? value : "";
                        case "date" -> isDate(value) ? PartitionFilter.text(value) : "";
                        case "string" -> value.isEmpty() ? "" : PartitionFilter.text(value);
                        default -> "";
                    };
            if (!term.isEmpty() && keys.get(i).getName().matches("[a-z_][a-z0-9_]*")) {
                terms.add(keys.get(i).getName() + " = " + term);
            }
        }
        return Optional.of(String.join(" and ", terms))
                .filter(text -> !text.isEmpty() && text.length() <= PartitionFilter.LONGEST);
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).toString().equals(value);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
