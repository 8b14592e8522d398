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

dataframe_Clicks_stream = glueContext.create_data_frame.from_catalog(
    database="shop",
    table_name="clicks",
    additional_options={"startingPosition": "trim_horizon"},
    transformation_ctx="dataframe_Clicks_stream",
)


def processBatch(data_frame, batchId):
    if data_frame.count() > 0:
        # Script generated for node Clicks
        Clicks_stream = DynamicFrame.fromDF(data_frame, glueContext, "from_data_frame")

        # Script generated for node Clicks
        Clicks_target = glueContext.getSink(
            path="s3://bucket/clicks/",
            connection_type="s3",
            updateBehavior="UPDATE_IN_DATABASE",
            partitionKeys=["ingest_year", "ingest_month", "ingest_day", "ingest_hour", "page"],
            enableUpdateCatalog=True,
            transformation_ctx="Clicks_target",
        )
        Clicks_target.setCatalogInfo(catalogDatabase="shop", catalogTableName="clicks_by_hour")
        Clicks_target.setFormat("glueparquet")
        Clicks_target.writeFrame(
            DynamicFrame.fromDF(
                glueContext.add_ingestion_time_columns(Clicks_stream.toDF(), "hour"),
                glueContext,
                "with_ingestion_time",
            ),
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
