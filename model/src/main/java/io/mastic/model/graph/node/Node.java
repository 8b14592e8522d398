package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import java.util.List;
import java.util.Optional;

/**
 * One node of a visual job's graph: a source, a transform or a target. Each kind is a record that holds its fields as the
 * API has them, knows what it puts out, and writes itself into the job's script.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CodeGenConfigurationNode.html">AWS</a>
 */
public sealed interface Node
        permits
                // Sources
                AmazonRedshiftSource,
                CatalogTableSource,
                ConnectorDataSource,
                ConnectorSource,
                DirectJdbcSource,
                DynamoDbConnectorSource,
                KafkaSource,
                KinesisSource,
                LakeFileSource,
                LakeTableSource,
                S3CsvSource,
                S3ExcelSource,
                S3JsonSource,
                S3ParquetSource,
                SnowflakeSource,
                // Transforms
                Aggregate,
                ApplyMapping,
                CustomCode,
                DropDuplicates,
                DropFields,
                DropNullFields,
                DynamicTransform,
                EvaluateDataQuality,
                EvaluateDataQualityMultiFrame,
                FillMissingValues,
                Filter,
                Join,
                Merge,
                PIIDetection,
                Recipe,
                RenameField,
                Route,
                SelectFields,
                SelectFromCollection,
                SparkSQL,
                Spigot,
                SplitFields,
                Union,
                // Targets
                AmazonRedshiftTarget,
                CatalogTableTarget,
                ConnectorDataTarget,
                ConnectorTarget,
                LakeFileTarget,
                LakeTableTarget,
                RedshiftTarget,
                S3FileTarget,
                SnowflakeTarget {
    NodeType type();

    /** What the user calls the node; any text without line breaks. */
    String name();

    /** Ids of the parents, in order; none for a source. */
    default List<String> inputs() {
        return List.of();
    }

    /** Where a source's rows come from, if their schema can be read off there. */
    default Optional<Origin> origin() {
        return Optional.empty();
    }

    /** Where on S3 the user's own code is that the script imports for the node. */
    default Optional<String> codePath() {
        return Optional.empty();
    }

    /** Adds what is wrong with the node beyond its own shape: columns that its parents do not have, and the like. */
    default void check(NodeCheck check) {}

    /** What the node puts out, given what its parents put out, in the order of {@link #inputs}. */
    Output output(List<Output> inputs);

    /** The same, where the columns of tables can be asked for. */
    default Output output(List<Output> inputs, TableSchemas tables) {
        return output(inputs);
    }

    /** Writes the node's block of the script. */
    void write(NodeScript script);
}
