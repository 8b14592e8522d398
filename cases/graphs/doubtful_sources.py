import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame

args = getResolvedOptions(sys.argv, ["JOB_NAME", "TempDir"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

dataframe_Kafka_kafka = glueContext.create_data_frame.from_options(
    connection_type="kafka",
    connection_options={
        "typeOfData": "kafka",
        "startingOffsets": "latest",
        "startingTimestamp": "2026-11-28T00:00:00Z",
        "endingOffsets": "latest",
    },
    transformation_ctx="dataframe_Kafka_kafka",
)


def processBatch(data_frame, batchId):
    if data_frame.count() > 0:
        # Script generated for node Athena
        Athena_athena = glueContext.create_dynamic_frame.from_options(
            connection_type="custom.athena",
            connection_options={"schemaName": "s", "connectionName": "c"},
            transformation_ctx="Athena_athena",
        )

        # Script generated for node CSV
        CSV_csv = glueContext.create_dynamic_frame.from_options(
            format_options={
                "quoteChar": '"',
                "withHeader": False,
                "separator": ",",
                "optimizePerformance": False,
                "escaper": "two",
                "skipFirst": True,
            },
            connection_type="s3",
            format="csv",
            connection_options={
                "paths": ["s3://bucket/"],
                "recurse": False,
                "groupFiles": "all",
                "groupSize": "1 MB",
                "boundedSize": "1",
                "boundedFiles": "1",
            },
            transformation_ctx="CSV_csv",
        )

        # Script generated for node Delta
        Delta_delta = DynamicFrame.fromDF(spark.read.format("delta").load("s3://bucket/one/"), glueContext, "Delta_delta")

        # Script generated for node DynamoDB
        DynamoDB_dynamodb1 = glueContext.create_dynamic_frame.from_catalog(
            database="d",
            table_name="t",
            additional_options={"dynamodb.export": "ddb"},
            transformation_ctx="DynamoDB_dynamodb1",
        )

        # Script generated for node DynamoDB
        DynamoDB_dynamodb2 = glueContext.create_dynamic_frame.from_options(
            connection_type="dynamodb",
            connection_options={"dynamodb.export": "ddb", "dynamodb.tableArn": "arn"},
            transformation_ctx="DynamoDB_dynamodb2",
        )

        # Script generated for node JDBC
        JDBC_jdbc = glueContext.create_dynamic_frame.from_options(
            connection_type="custom.jdbc",
            connection_options={"connectionName": "c", "partitionColumn": "id", "jobBookmarkKeysSortOrder": "up"},
            transformation_ctx="JDBC_jdbc",
        )

        # Script generated for node Kafka
        Kafka_kafka = DynamicFrame.fromDF(data_frame, glueContext, "from_data_frame")

        # Script generated for node Amazon Redshift
        AmazonRedshift_redshift1 = glueContext.create_dynamic_frame.from_options(
            connection_type="redshift",
            connection_options={"redshiftTmpDir": args["TempDir"], "useConnectionProperties": "true", "dbtable": '""'},
            transformation_ctx="AmazonRedshift_redshift1",
        )

        # Script generated for node Amazon Redshift
        AmazonRedshift_redshift2 = glueContext.create_dynamic_frame.from_catalog(
            database="",
            table_name="",
            redshift_tmp_dir=args["TempDir"],
            transformation_ctx="AmazonRedshift_redshift2",
        )

        # Script generated for node Snowflake
        Snowflake_snowflake = glueContext.create_dynamic_frame.from_options(
            connection_type="snowflake",
            connection_options={"autopushdown": "on"},
            transformation_ctx="Snowflake_snowflake",
        )


glueContext.forEachBatch(
    frame=dataframe_Kafka_kafka,
    batch_function=processBatch,
    options={
        "windowSize": "100 seconds",
        "checkpointLocation": args["TempDir"] + "/" + args["JOB_NAME"] + "/checkpoint/",
    },
)

job.commit()
