package io.mastic.model.quality;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The types of rules that can be evaluated.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/dqdl.html#dqdl-rule-types">AWS</a>
 */
public enum RuleType {
    COLUMN_CORRELATION("ColumnCorrelation", 2, 2, Expects.NUMBER),
    COLUMN_COUNT("ColumnCount", 0, 0, Expects.NUMBER),
    COLUMN_DATA_TYPE("ColumnDataType", 1, 1, Expects.VALUE),
    COLUMN_EXISTS("ColumnExists", 1, 1, Expects.NOTHING),
    COLUMN_LENGTH("ColumnLength", 1, 1, Expects.NUMBERS),
    COLUMN_NAMES_MATCH_PATTERN("ColumnNamesMatchPattern", 1, 1, Expects.NOTHING),
    COLUMN_VALUES("ColumnValues", 1, 1, Expects.VALUE),
    COMPLETENESS("Completeness", 1, 1, Expects.NUMBER),
    CUSTOM_SQL("CustomSql", 1, 1, Expects.NUMBER),
    DISTINCT_VALUES_COUNT("DistinctValuesCount", 1, 1, Expects.NUMBER),
    ENTROPY("Entropy", 1, 1, Expects.NUMBER),
    IS_COMPLETE("IsComplete", 1, 1, Expects.NOTHING),
    IS_PRIMARY_KEY("IsPrimaryKey", 1, Integer.MAX_VALUE, Expects.NOTHING),
    IS_UNIQUE("IsUnique", 1, Integer.MAX_VALUE, Expects.NOTHING),
    MEAN("Mean", 1, 1, Expects.NUMBER),
    ROW_COUNT("RowCount", 0, 0, Expects.NUMBER),
    STANDARD_DEVIATION("StandardDeviation", 1, 1, Expects.NUMBER),
    SUM("Sum", 1, 1, Expects.NUMBER),
    UNIQUENESS("Uniqueness", 1, Integer.MAX_VALUE, Expects.NUMBER),
    UNIQUE_VALUE_RATIO("UniqueValueRatio", 1, Integer.MAX_VALUE, Expects.NUMBER);

    /** What follows the columns. */
    enum Expects {
        NOTHING,
        /** A condition on one number. */
        NUMBER,
        /** As {@code VALUE}, where the values are numbers. */
        NUMBERS,
        /** A condition on each value, and maybe a threshold for the share of values that have to fulfil it. */
        VALUE
    }

    /** Types of Glue that cannot be evaluated: they compare with other datasets, earlier runs or lists of files. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "AggregateMatch",
            "AllStatistics",
            "DataFreshness",
            "DatasetMatch",
            "DetectAnomalies",
            "FileFreshness",
            "FileMatch",
            "FileSize",
            "FileUniqueness",
            "ReferentialIntegrity",
            "RowCountMatch",
            "SchemaMatch");

    private final String word;
    final int fewestColumns;
    final int mostColumns;
    final Expects expects;

    RuleType(String word, int fewestColumns, int mostColumns, Expects expects) {
        this.word = word;
        this.fewestColumns = fewestColumns;
        this.mostColumns = mostColumns;
        this.expects = expects;
    }

    /** The type's name in rulesets. */
    public String word() {
        return word;
    }

    static Optional<RuleType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static boolean isUnsupported(String word) {
        return UNSUPPORTED.contains(word);
    }
}
