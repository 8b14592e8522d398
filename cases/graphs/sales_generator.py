import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
import salesdata_generator

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node S3 bucket
S3bucket_node301 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/file_that_doesnt_exist"], "recurse": True},
    transformation_ctx="S3bucket_node301",
)

# Script generated for node Synthetic Sales Data Generator
SyntheticSalesDataGenerator_node302 = S3bucket_node301.salesdata_generator(numSamples=10000)

# Script generated for node ApplyMapping
ApplyMapping_node303 = ApplyMapping.apply(
    frame=SyntheticSalesDataGenerator_node302,
    mappings=[
        ("id", "bigint", "id", "bigint"),
        ("sale_date", "string", "sale_date", "date"),
        ("amount_dollars", "double", "amount_dollars", "double"),
        ("department", "string", "department", "string"),
    ],
    transformation_ctx="ApplyMapping_node303",
)

# Script generated for node Amazon S3
AmazonS3_node304 = glueContext.write_dynamic_frame.from_options(
    frame=ApplyMapping_node303,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://bucket/output/", "partitionKeys": ["sale_date"]},
    transformation_ctx="AmazonS3_node304",
)

job.commit()
