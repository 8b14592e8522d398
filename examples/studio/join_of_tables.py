import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


# Script generated for node Orders
Orders_node1 = glueContext.create_dynamic_frame.from_catalog(
    database="studio", table_name="orders", push_down_predicate="day >= '2026-01-02'", transformation_ctx="Orders_node1"
)

# Script generated for node Customers
Customers_node2 = glueContext.create_dynamic_frame.from_catalog(
    database="studio", table_name="customers", transformation_ctx="Customers_node2"
)

# Script generated for node Join
Join_node3 = Join.apply(
    frame1=Orders_node1, frame2=Customers_node2, keys1=["customer"], keys2=["id"], transformation_ctx="Join_node3"
)

# Script generated for node Drop Fields
DropFields_node4 = DropFields.apply(frame=Join_node3, paths=["`.id`", "customer"], transformation_ctx="DropFields_node4")

# Script generated for node Rename Field
RenameField_node5 = RenameField.apply(
    frame=DropFields_node4, old_name="name", new_name="customer name", transformation_ctx="RenameField_node5"
)

# Script generated for node Amazon S3
AmazonS3_node6 = glueContext.write_dynamic_frame.from_options(
    frame=RenameField_node5,
    connection_type="s3",
    format="csv",
    connection_options={"path": "s3://studio/join_of_tables/out/", "partitionKeys": []},
    transformation_ctx="AmazonS3_node6",
)

job.commit()
