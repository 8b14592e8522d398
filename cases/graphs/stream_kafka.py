import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
from awsgluedq.transforms import EvaluateDataQuality
import datetime

# Default ruleset used by all target nodes with data quality enabled
DEFAULT_DATA_QUALITY_RULESET = """
    Rules = [
        ColumnCount > 0
    ]
"""

args = getResolvedOptions(sys.argv, ["JOB_NAME", "TempDir"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

dataframe_Clicks_stream = glueContext.create_data_frame.from_options(
    connection_type="kafka",
    connection_options={
        "typeOfData": "kafka",
        "bootstrap.servers": "broker-1:9094,broker-2:9094",
        "security.protocol": "SSL",
        "subscribePattern": "clicks-.*",
        "classification": "json",
        "startingOffsets": "earliest",
        "endingOffsets": "latest",
        "pollTimeoutMs": 1000,
        "numRetries": 5,
        "retryIntervalMs": 20,
        "maxOffsetsPerTrigger": 100000,
        "minPartitions": 8,
        "includeHeaders": "true",
        "addRecordTimestamp": "true",
        "emitConsumerLagMetrics": "true",
        "inferSchema": "true",
    },
    transformation_ctx="dataframe_Clicks_stream",
)


def processBatch(data_frame, batchId):
    if data_frame.count() > 0:
        # Script generated for node Pages
        Pages_pages = glueContext.create_dynamic_frame.from_options(
            format_options={},
            connection_type="s3",
            format="parquet",
            connection_options={"paths": ["s3://bucket/pages/"], "recurse": False},
            transformation_ctx="Pages_pages",
        )

        # Script generated for node Clicks
        Clicks_stream = DynamicFrame.fromDF(data_frame, glueContext, "from_data_frame")

        # Script generated for node With pages
        Clicks_streamDF = Clicks_stream.toDF()
        Pages_pagesDF = Pages_pages.toDF()
        Withpages_join = DynamicFrame.fromDF(
            Clicks_streamDF.join(Pages_pagesDF, (Clicks_streamDF["page"] == Pages_pagesDF["id"]), "left"),
            glueContext,
            "Withpages_join",
        )

        # Script generated for node Clicks
        EvaluateDataQuality().process_rows(
            frame=Withpages_join,
            ruleset=DEFAULT_DATA_QUALITY_RULESET,
            publishing_options={
                "dataQualityEvaluationContext": "EvaluateDataQuality_target",
                "enableDataQualityResultsPublishing": True,
            },
            additional_options={"dataQualityResultsPublishing.strategy": "BEST_EFFORT", "observations.scope": "ALL"},
        )
        Clicks_target = glueContext.write_dynamic_frame.from_options(
            frame=Withpages_join,
            connection_type="s3",
            format="json",
            connection_options={
                "path": "s3://bucket/clicks" + datetime.datetime.now().strftime("/ingest_year=%Y/ingest_month=%m/ingest_day=%d/ingest_hour=%H/"),
                "partitionKeys": [],
            },
            transformation_ctx="Clicks_target",
        )


glueContext.forEachBatch(
    frame=dataframe_Clicks_stream,
    batch_function=processBatch,
    options={
        "windowSize": "100 seconds",
        "checkpointLocation": args["TempDir"] + "/" + args["JOB_NAME"] + "/checkpoint/",
    },
)

job.commit()
