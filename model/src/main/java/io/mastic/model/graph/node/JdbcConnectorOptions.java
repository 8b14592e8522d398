package io.mastic.model.graph.node;

import io.mastic.model.graph.script.Python;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a read through a JDBC connector is filtered, parted and remembered.
 *
 * @param dataTypeMapping from types of JDBC to those of Glue
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_JDBCConnectorOptions.html">AWS</a>
 */
public record JdbcConnectorOptions(
        Optional<String> filterPredicate,
        Optional<String> partitionColumn,
        Optional<Long> lowerBound,
        Optional<Long> upperBound,
        Optional<Long> numPartitions,
        List<String> bookmarkKeys,
        Optional<String> bookmarkKeysSortOrder,
        Map<String, String> dataTypeMapping) {
    private static final Set<String> GLUE_TYPES =
            Set.of("DATE", "STRING", "TIMESTAMP", "INT", "FLOAT", "LONG", "BIGDECIMAL", "BYTE", "SHORT", "DOUBLE");

    static JdbcConnectorOptions read(NodeFields fields) {
        var mapping = fields.map("DataTypeMapping");
        mapping.forEach((jdbc, glue) -> {
            if (!GLUE_TYPES.contains(glue)) {
                fields.invalid(
                        "DataTypeMapping." + jdbc,
                        "\"" + glue + "\" is none of "
                                + String.join(", ", GLUE_TYPES.stream().sorted().toList()) + ".");
            }
        });
        return new JdbcConnectorOptions(
                fields.text("FilterPredicate").filter(predicate -> !predicate.isBlank()),
                fields.text("PartitionColumn").filter(column -> !column.isEmpty()),
                fields.wholeNumber("LowerBound", 0),
                fields.wholeNumber("UpperBound", 0),
                fields.wholeNumber("NumPartitions", 0),
                fields.texts("JobBookmarkKeys"),
                fields.text("JobBookmarkKeysSortOrder").filter(order -> !order.isEmpty()),
                mapping);
    }

    void check(NodeCheck check) {
        long given = Stream.of(partitionColumn, lowerBound, upperBound, numPartitions)
                .filter(Optional::isPresent)
                .count();
        if (given > 0 && given < 4) {
            check.error(
                    "AdditionalOptions",
                    "PartitionColumn, LowerBound, UpperBound and NumPartitions only work together: give all of them or"
                            + " none.");
        }
        bookmarkKeysSortOrder
                .filter(order -> !order.equalsIgnoreCase("asc") && !order.equalsIgnoreCase("desc"))
                .ifPresent(order -> check.error(
                        "AdditionalOptions.JobBookmarkKeysSortOrder",
                        "The order is \"asc\" or \"desc\", not \"" + order + "\"."));
    }

    void addTo(Entries options) {
        options.text("filterPredicate", filterPredicate)
                .text("partitionColumn", partitionColumn)
                .text("lowerBound", lowerBound.map(String::valueOf))
                .text("upperBound", upperBound.map(String::valueOf))
                .text("numPartitions", numPartitions.map(String::valueOf))
                .texts("jobBookmarkKeys", bookmarkKeys)
                .text("jobBookmarkKeysSortOrder", bookmarkKeysSortOrder);
        if (!dataTypeMapping.isEmpty()) {
            Python mapping = new Entries().texts(dataTypeMapping).dict();
            options.put("dataTypeMapping", mapping);
        }
    }
}
