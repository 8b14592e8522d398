import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
import datetime
from pyspark.sql import functions as SqlFuncs

def writeIcebergTable(df, table, properties, partitionKeys, options):
    if spark.catalog.tableExists(table):
        df.writeTo(table).options(**options).append()
        return
    writer = df.writeTo(table).using("iceberg").options(**options)
    for name, value in properties.items():
        writer = writer.tableProperty(name, value)
    if partitionKeys:
        writer = writer.partitionedBy(*[SqlFuncs.col(key) for key in partitionKeys])
    writer.create()

args = getResolvedOptions(sys.argv, ["JOB_NAME", "TempDir"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

dataframe_Clicks_stream = glueContext.create_data_frame.from_catalog(
    database="shop",
    table_name="clicks",
    additional_options={
        "connectionName": "kafka",
        "topicName": "clicks",
        "delimiter": ";",
        "startingTimestamp": "2026-11-28T00:00:00Z",
        "inferSchema": "true",
    },
    transformation_ctx="dataframe_Clicks_stream",
)


def processBatch(data_frame, batchId):
    if data_frame.count() > 0:
        # Script generated for node Clicks
        Clicks_stream = DynamicFrame.fromDF(data_frame, glueContext, "from_data_frame")

        # Script generated for node Clicks
        Clicks_target1 = glueContext.write_dynamic_frame.from_options(
            frame=Clicks_stream,
            connection_type="s3",
            format="csv",
            connection_options={
                "path": "s3://bucket/clicks" + datetime.datetime.now().strftime("/ingest_year=%Y/ingest_month=%m/ingest_day=%d/ingest_hour=%H/"),
                "partitionKeys": [],
            },
            transformation_ctx="Clicks_target1",
        )

        # Script generated for node Clicks in Iceberg
        writeIcebergTable(
            Clicks_stream.toDF(),
            table="glue_catalog.`lake`.`clicks`",
            properties={"format-version": "2", "location": "s3://bucket/iceberg/", "write.parquet.compression-codec": "snappy"},
            partitionKeys=[],
            options={},
        )


glueContext.forEachBatch(
    frame=dataframe_Clicks_stream,
    batch_function=processBatch,
    options={
        "windowSize": "10 seconds",
        "checkpointLocation": args["TempDir"] + "/" + args["JOB_NAME"] + "/checkpoint/",
    },
)

job.commit()
