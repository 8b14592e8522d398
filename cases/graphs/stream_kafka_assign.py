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

dataframe_Clicks_stream = glueContext.create_data_frame.from_options(
    connection_type="kafka",
    connection_options={
        "typeOfData": "kafka",
        "connectionName": "kafka",
        "assign": '{"clicks": [0, 1]}',
        "classification": "avro",
        "startingOffsets": '{"clicks": {"0": 23, "1": -2}}',
    },
    transformation_ctx="dataframe_Clicks_stream",
)


def processBatch(data_frame, batchId):
    if data_frame.count() > 0:
        # Script generated for node Clicks
        Clicks_stream = DynamicFrame.fromDF(data_frame, glueContext, "from_data_frame")

        # Script generated for node Clicks
        glueContext.write_data_frame.from_catalog(
            frame=Clicks_stream.toDF(),
            database="lake",
            table_name="clicks",
            additional_options={"hoodie.datasource.write.recordkey.field": "id", "hoodie.table.name": "clicks"},
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
