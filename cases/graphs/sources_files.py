import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node CSV
CSV_csv = glueContext.create_dynamic_frame.from_options(
    format_options={
        "quoteChar": -1,
        "withHeader": True,
        "separator": "\x01",
        "optimizePerformance": False,
        "escaper": "\\",
        "multiLine": True,
        "skipFirst": True,
    },
    connection_type="s3",
    format="csv",
    connection_options={
        "paths": ["s3://bucket/csv/"],
        "recurse": False,
        "compressionType": "bzip2",
        "groupFiles": "inPartition",
        "groupSize": "1048576",
        "maxBand": 900000,
        "maxFilesInBand": 100,
        "boundedSize": "1073741824",
    },
    transformation_ctx="CSV_csv",
)

# Script generated for node Delta
Delta_delta = DynamicFrame.fromDF(
    spark.read.format("delta").options(**{"versionAsOf": "3"}).load("s3://bucket/delta/"),
    glueContext,
    "Delta_delta",
)

# Script generated for node Excel
Excel_excel = glueContext.create_dynamic_frame.from_options(
    format_options={"numberRows": 100, "skipFooter": 1},
    connection_type="s3",
    format="excel",
    connection_options={"paths": ["s3://bucket/prices.xlsx"], "recurse": False},
    transformation_ctx="Excel_excel",
)

# Script generated for node Hudi
Hudi_hudi = DynamicFrame.fromDF(spark.read.format("hudi").load("s3://bucket/hudi/"), glueContext, "Hudi_hudi")

# Script generated for node JSON
JSON_json = glueContext.create_dynamic_frame.from_options(
    format_options={"jsonPath": "$.orders[*]", "multiLine": True},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/json/"], "recurse": False, "compressionType": "gzip"},
    transformation_ctx="JSON_json",
)

# Script generated for node Parquet
Parquet_parquet = glueContext.create_dynamic_frame.from_options(
    format_options={},
    connection_type="s3",
    format="parquet",
    connection_options={"paths": ["s3://bucket/one/", "s3://bucket/two/"], "recurse": True},
    transformation_ctx="Parquet_parquet",
)

job.commit()
