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

dataframe_Clicks_stream = glueContext.create_data_frame.from_options(
    connection_type="kinesis",
    connection_options={
        "typeOfData": "kinesis",
        "streamARN": "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks",
        "streamName": "clicks",
        "endpointUrl": "https://kinesis.eu-west-1.amazonaws.com",
        "classification": "csv",
        "delimiter": "|",
        "startingPosition": "2026-11-28T00:00:00Z",
        "maxFetchTimeInMs": 2000,
        "maxFetchRecordsPerShard": 50000,
        "maxRecordPerRead": 5000,
        "idleTimeBetweenReadsInMs": 500,
        "describeShardInterval": 5000,
        "numRetries": 5,
        "retryIntervalMs": 100,
        "maxRetryIntervalMs": 5000,
        "addIdleTimeBetweenReads": "true",
        "avoidEmptyBatches": "true",
        "addRecordTimestamp": "true",
        "emitConsumerLagMetrics": "true",
        "awsSTSRoleARN": "arn:aws:iam::111122223333:role/stream",
        "awsSTSSessionName": "clicks",
        "fanoutConsumerARN": "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks/consumer/fast:1",
        "inferSchema": "true",
    },
    transformation_ctx="dataframe_Clicks_stream",
)


def processBatch(data_frame, batchId):
    if data_frame.count() > 0:
        # Script generated for node Clicks
        Clicks_stream = DynamicFrame.fromDF(data_frame, glueContext, "from_data_frame")

        # Script generated for node Clicks by hour
        Clicksbyhour_target = glueContext.write_dynamic_frame.from_options(
            frame=Clicks_stream,
            connection_type="s3",
            format="json",
            connection_options={
                "path": "s3://bucket/clicks" + datetime.datetime.now().strftime("/ingest_year=%Y/ingest_month=%m/ingest_day=%d/ingest_hour=%H/"),
                "compression": "gzip",
                "partitionKeys": ["page"],
            },
            transformation_ctx="Clicksbyhour_target",
        )


glueContext.forEachBatch(
    frame=dataframe_Clicks_stream,
    batch_function=processBatch,
    options={
        "windowSize": "60 seconds",
        "checkpointLocation": args["TempDir"] + "/" + args["JOB_NAME"] + "/checkpoint/",
    },
)

job.commit()
