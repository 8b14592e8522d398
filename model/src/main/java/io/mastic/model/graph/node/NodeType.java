package io.mastic.model.graph.node;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every type of node that the API has: its member of CodeGenConfigurationNode, its title in the editor, and its inputs. */
public enum NodeType {
    // Sources
    S3_CSV_SOURCE("S3CsvSource", "Amazon S3", S3CsvSource::read),
    S3_JSON_SOURCE("S3JsonSource", "Amazon S3", S3JsonSource::read),

    // Transforms
    AGGREGATE("Aggregate", "Aggregate", Inputs.ONE, Aggregate::read),
    APPLY_MAPPING("ApplyMapping", "Change Schema", Inputs.ONE, ApplyMapping::read),
    CUSTOM_CODE("CustomCode", "Custom Code", Inputs.MANY, CustomCode::read),
    DROP_DUPLICATES("DropDuplicates", "Drop Duplicates", Inputs.ONE, DropDuplicates::read),
    DROP_FIELDS("DropFields", "Drop Fields", Inputs.ONE, DropFields::read),
    DROP_NULL_FIELDS("DropNullFields", "Drop Null Fields", Inputs.ONE, DropNullFields::read),
    DYNAMIC_TRANSFORM("DynamicTransform", "Dynamic Transform", Inputs.NONE_OR_ONE, DynamicTransform::read),
    EVALUATE_DATA_QUALITY("EvaluateDataQuality", "Evaluate Data Quality", Inputs.ONE, EvaluateDataQuality::read),
    EVALUATE_DATA_QUALITY_MULTI_FRAME(
            "EvaluateDataQualityMultiFrame",
            "Evaluate Data Quality (Multiframe)",
            Inputs.MANY,
            EvaluateDataQualityMultiFrame::read),
    FILL_MISSING_VALUES("FillMissingValues", "Fill Missing Values", Inputs.ONE, FillMissingValues::read),
    FILTER("Filter", "Filter", Inputs.ONE, Filter::read),
    JOIN("Join", "Join", Inputs.TWO, Join::read),
    MERGE("Merge", "Merge", Inputs.TWO, Merge::read),
    PII_DETECTION("PIIDetection", "Detect Sensitive Data", Inputs.ONE, PIIDetection::read),
    RECIPE("Recipe", "Data Preparation Recipe", Inputs.ONE, Recipe::read),
    RENAME_FIELD("RenameField", "Rename Field", Inputs.ONE, RenameField::read),
    ROUTE("Route", "Conditional Router", Inputs.ONE, Route::read),
    SELECT_FIELDS("SelectFields", "Select Fields", Inputs.ONE, SelectFields::read),
    SELECT_FROM_COLLECTION("SelectFromCollection", "Select From Collection", Inputs.ONE, SelectFromCollection::read),
    SPARK_SQL("SparkSQL", "SQL Query", Inputs.MANY, SparkSQL::read),
    SPIGOT("Spigot", "Spigot", Inputs.ONE, Spigot::read),
    SPLIT_FIELDS("SplitFields", "Split Fields", Inputs.ONE, SplitFields::read),
    UNION("Union", "Union", Inputs.TWO, Union::read),

    // Targets
    S3_DIRECT_TARGET("S3DirectTarget", "Amazon S3", Inputs.TARGET, S3FileTarget::read),
    S3_GLUE_PARQUET_TARGET("S3GlueParquetTarget", "Amazon S3", Inputs.TARGET, S3FileTarget::read);

    /** What a node is for. */
    public enum Role {
        SOURCE,
        TRANSFORM,
        TARGET
    }

    /** How many parents a node has, and so what it is. */
    private enum Inputs {
        NONE(Role.SOURCE, 0, 0),
        NONE_OR_ONE(Role.TRANSFORM, 0, 1),
        ONE(Role.TRANSFORM, 1, 1),
        TWO(Role.TRANSFORM, 2, 2),
        MANY(Role.TRANSFORM, 1, Integer.MAX_VALUE),
        TARGET(Role.TARGET, 1, 1);

        private final Role role;
        private final int least;
        private final int most;

        Inputs(Role role, int least, int most) {
            this.role = role;
            this.least = least;
            this.most = most;
        }
    }

    private static final Map<String, NodeType> BY_MEMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(NodeType::member, Function.identity()));

    private final String member;
    private final String title;
    private final Inputs inputs;
    private final BiFunction<NodeType, NodeFields, Node> reader;

    NodeType(String member, String title, Inputs inputs, BiFunction<NodeType, NodeFields, Node> reader) {
        this.member = member;
        this.title = title;
        this.inputs = inputs;
        this.reader = reader;
    }

    NodeType(String member, String title, Inputs inputs, Function<NodeFields, Node> reader) {
        this(member, title, inputs, (type, fields) -> reader.apply(fields));
    }

    NodeType(String member, String title, Function<NodeFields, Node> reader) {
        this(member, title, Inputs.NONE, reader);
    }

    public static Optional<NodeType> of(String member) {
        return Optional.ofNullable(BY_MEMBER.get(member));
    }

    /** The member of CodeGenConfigurationNode that holds such a node. */
    public String member() {
        return member;
    }

    /** What the editor calls it. */
    public String title() {
        return title;
    }

    public Role role() {
        return inputs.role;
    }

    public int leastInputs() {
        return inputs.least;
    }

    public int mostInputs() {
        return inputs.most;
    }

    /** Whether it reads a stream, which makes the job a streaming job. */
    public boolean isStream() {
        return false;
    }

    /** Whether a collection of frames may come in. */
    public boolean takesCollection() {
        return this == SELECT_FROM_COLLECTION || this == CUSTOM_CODE;
    }

    public Node read(NodeFields fields) {
        return reader.apply(this, fields);
    }
}
