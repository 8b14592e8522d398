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
    AMAZON_REDSHIFT_SOURCE("AmazonRedshiftSource", "Amazon Redshift", AmazonRedshiftSource::read),
    ATHENA_CONNECTOR_SOURCE("AthenaConnectorSource", "Athena connector", ConnectorSource::read),
    CATALOG_DELTA_SOURCE("CatalogDeltaSource", "Delta Lake", LakeTableSource::read),
    CATALOG_HUDI_SOURCE("CatalogHudiSource", "Apache Hudi", LakeTableSource::read),
    CATALOG_ICEBERG_SOURCE("CatalogIcebergSource", "Apache Iceberg", LakeTableSource::read),
    CATALOG_KAFKA_SOURCE("CatalogKafkaSource", "Apache Kafka", Inputs.STREAM, KafkaSource::read),
    CATALOG_KINESIS_SOURCE("CatalogKinesisSource", "Amazon Kinesis", Inputs.STREAM, KinesisSource::read),
    CATALOG_SOURCE("CatalogSource", "AWS Glue Data Catalog", CatalogTableSource::read),
    CONNECTOR_DATA_SOURCE("ConnectorDataSource", "Connector", ConnectorDataSource::read),
    DIRECT_JDBC_SOURCE("DirectJDBCSource", "Relational database", DirectJdbcSource::read),
    DIRECT_KAFKA_SOURCE("DirectKafkaSource", "Apache Kafka", Inputs.STREAM, KafkaSource::read),
    DIRECT_KINESIS_SOURCE("DirectKinesisSource", "Amazon Kinesis", Inputs.STREAM, KinesisSource::read),
    DYNAMODB_CATALOG_SOURCE("DynamoDBCatalogSource", "Amazon DynamoDB", CatalogTableSource::read),
    DYNAMODB_ELT_CONNECTOR_SOURCE("DynamoDBELTConnectorSource", "Amazon DynamoDB", DynamoDbConnectorSource::read),
    GOVERNED_CATALOG_SOURCE("GovernedCatalogSource", "AWS Glue Data Catalog", CatalogTableSource::read),
    JDBC_CONNECTOR_SOURCE("JDBCConnectorSource", "JDBC connector", ConnectorSource::read),
    MICROSOFT_SQL_SERVER_CATALOG_SOURCE(
            "MicrosoftSQLServerCatalogSource", "Microsoft SQL Server", CatalogTableSource::read),
    MY_SQL_CATALOG_SOURCE("MySQLCatalogSource", "MySQL", CatalogTableSource::read),
    ORACLE_SQL_CATALOG_SOURCE("OracleSQLCatalogSource", "Oracle SQL", CatalogTableSource::read),
    POSTGRE_SQL_CATALOG_SOURCE("PostgreSQLCatalogSource", "PostgreSQL", CatalogTableSource::read),
    REDSHIFT_SOURCE("RedshiftSource", "Amazon Redshift", CatalogTableSource::read),
    RELATIONAL_CATALOG_SOURCE("RelationalCatalogSource", "Relational database", CatalogTableSource::read),
    S3_CATALOG_DELTA_SOURCE("S3CatalogDeltaSource", "Delta Lake", LakeTableSource::read),
    S3_CATALOG_HUDI_SOURCE("S3CatalogHudiSource", "Apache Hudi", LakeTableSource::read),
    S3_CATALOG_ICEBERG_SOURCE("S3CatalogIcebergSource", "Apache Iceberg", LakeTableSource::read),
    S3_CATALOG_SOURCE("S3CatalogSource", "Amazon S3", CatalogTableSource::read),
    S3_CSV_SOURCE("S3CsvSource", "Amazon S3", S3CsvSource::read),
    S3_DELTA_SOURCE("S3DeltaSource", "Delta Lake", LakeFileSource::read),
    S3_EXCEL_SOURCE("S3ExcelSource", "Amazon S3", S3ExcelSource::read),
    S3_HUDI_SOURCE("S3HudiSource", "Apache Hudi", LakeFileSource::read),
    S3_JSON_SOURCE("S3JsonSource", "Amazon S3", S3JsonSource::read),
    S3_PARQUET_SOURCE("S3ParquetSource", "Amazon S3", S3ParquetSource::read),
    SNOWFLAKE_SOURCE("SnowflakeSource", "Snowflake", SnowflakeSource::read),
    SPARK_CONNECTOR_SOURCE("SparkConnectorSource", "Spark connector", ConnectorSource::read),

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
    AMAZON_REDSHIFT_TARGET("AmazonRedshiftTarget", "Amazon Redshift", Inputs.TARGET, AmazonRedshiftTarget::read),
    CATALOG_TARGET("CatalogTarget", "AWS Glue Data Catalog", Inputs.TARGET, CatalogTableTarget::read),
    CONNECTOR_DATA_TARGET("ConnectorDataTarget", "Connector", Inputs.TARGET, ConnectorDataTarget::read),
    GOVERNED_CATALOG_TARGET("GovernedCatalogTarget", "AWS Glue Data Catalog", Inputs.TARGET, CatalogTableTarget::read),
    JDBC_CONNECTOR_TARGET("JDBCConnectorTarget", "JDBC connector", Inputs.TARGET, ConnectorTarget::read),
    MICROSOFT_SQL_SERVER_CATALOG_TARGET(
            "MicrosoftSQLServerCatalogTarget", "Microsoft SQL Server", Inputs.TARGET, CatalogTableTarget::read),
    MY_SQL_CATALOG_TARGET("MySQLCatalogTarget", "MySQL", Inputs.TARGET, CatalogTableTarget::read),
    ORACLE_SQL_CATALOG_TARGET("OracleSQLCatalogTarget", "Oracle SQL", Inputs.TARGET, CatalogTableTarget::read),
    POSTGRE_SQL_CATALOG_TARGET("PostgreSQLCatalogTarget", "PostgreSQL", Inputs.TARGET, CatalogTableTarget::read),
    REDSHIFT_TARGET("RedshiftTarget", "Amazon Redshift", Inputs.TARGET, RedshiftTarget::read),
    S3_CATALOG_TARGET("S3CatalogTarget", "Amazon S3", Inputs.TARGET, CatalogTableTarget::read),
    S3_DELTA_CATALOG_TARGET("S3DeltaCatalogTarget", "Delta Lake", Inputs.TARGET, LakeTableTarget::read),
    S3_DELTA_DIRECT_TARGET("S3DeltaDirectTarget", "Delta Lake", Inputs.TARGET, LakeFileTarget::read),
    S3_DIRECT_TARGET("S3DirectTarget", "Amazon S3", Inputs.TARGET, S3FileTarget::read),
    S3_GLUE_PARQUET_TARGET("S3GlueParquetTarget", "Amazon S3", Inputs.TARGET, S3FileTarget::read),
    S3_HUDI_CATALOG_TARGET("S3HudiCatalogTarget", "Apache Hudi", Inputs.TARGET, LakeTableTarget::read),
    S3_HUDI_DIRECT_TARGET("S3HudiDirectTarget", "Apache Hudi", Inputs.TARGET, LakeFileTarget::read),
    S3_HYPER_DIRECT_TARGET("S3HyperDirectTarget", "Amazon S3", Inputs.TARGET, S3FileTarget::read),
    S3_ICEBERG_CATALOG_TARGET("S3IcebergCatalogTarget", "Apache Iceberg", Inputs.TARGET, LakeTableTarget::read),
    S3_ICEBERG_DIRECT_TARGET("S3IcebergDirectTarget", "Apache Iceberg", Inputs.TARGET, LakeFileTarget::read),
    SNOWFLAKE_TARGET("SnowflakeTarget", "Snowflake", Inputs.TARGET, SnowflakeTarget::read),
    SPARK_CONNECTOR_TARGET("SparkConnectorTarget", "Spark connector", Inputs.TARGET, ConnectorTarget::read);

    /** What a node is for. */
    public enum Role {
        SOURCE,
        TRANSFORM,
        TARGET
    }

    /** How many parents a node has, and so what it is. */
    private enum Inputs {
        NONE(Role.SOURCE, 0, 0),
        STREAM(Role.SOURCE, 0, 0),
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

    NodeType(String member, String title, BiFunction<NodeType, NodeFields, Node> reader) {
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
        return inputs == Inputs.STREAM;
    }

    /** Whether a collection of frames may come in. */
    public boolean takesCollection() {
        return this == SELECT_FROM_COLLECTION || this == CUSTOM_CODE;
    }

    public Node read(NodeFields fields) {
        return reader.apply(this, fields);
    }
}
