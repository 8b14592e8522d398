import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
import re

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


# Script generated for node People
People_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiline": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/filter_to_catalog/in/"], "recurse": True},
    transformation_ctx="People_node1",
)

# Script generated for node Filter
Filter_node2 = Filter.apply(
    frame=People_node1,
    f=lambda row: (bool(re.match("^A", row["name"])) and row["age"] >= 18),
    transformation_ctx="Filter_node2",
)

# Script generated for node Amazon S3
AmazonS3_node3 = glueContext.getSink(
    path="s3://studio/filter_to_catalog/out/",
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=["state"],
    enableUpdateCatalog=True,
    transformation_ctx="AmazonS3_node3",
)
AmazonS3_node3.setCatalogInfo(catalogDatabase="studio", catalogTableName="filtered")
AmazonS3_node3.setFormat("glueparquet", compression="snappy")
AmazonS3_node3.writeFrame(Filter_node2)

job.commit()
