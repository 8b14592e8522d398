import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
import datetime

args = getResolvedOptions(sys.argv, ["JOB_NAME", "TempDir"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

dataframe_Kinesis_stream = glueContext.create_data_frame.from_options(
    connection_type="kinesis",
    connection_options={"typeOfData": "kinesis", "streamName": "clicks"},
    transformation_ctx="dataframe_Kinesis_stream",
)


def processBatch(data_frame, batchId):
    if data_frame.count() > 0:
        # Script generated for node Kinesis
        Kinesis_stream = DynamicFrame.fromDF(data_frame, glueContext, "from_data_frame")

        # Script generated for node JSON
        JSON_target = glueContext.write_dynamic_frame.from_options(
            frame=Kinesis_stream,
            connection_type="s3",
            format="json",
            connection_options={
                "path": "s3://bucket" + datetime.datetime.now().strftime("/ingest_year=%Y/ingest_month=%m/ingest_day=%d/ingest_hour=%H/"),
                "partitionKeys": [],
            },
            transformation_ctx="JSON_target",
        )


glueContext.forEachBatch(
    frame=dataframe_Kinesis_stream,
    batch_function=processBatch,
    options={
        "windowSize": "100 seconds",
        "checkpointLocation": args["TempDir"] + "/" + args["JOB_NAME"] + "/checkpoint/",
    },
)

job.commit()
