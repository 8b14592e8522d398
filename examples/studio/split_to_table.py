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


# Script generated for node Wide
Wide_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/split_to_table/in/"], "recurse": True},
    transformation_ctx="Wide_node1",
)

# Script generated for node Spigot
Spigot_node2 = Spigot.apply(
    frame=Wide_node1,
    path="s3://studio/split_to_table/sample/",
    options={"topk": 1, "prob": 1.0},
    transformation_ctx="Spigot_node2",
)

# Script generated for node Split Fields
SplitFields_node3 = SplitFields.apply(
    frame=Spigot_node2, paths=["id", "name"], name1="named", name2="rest", transformation_ctx="SplitFields_node3"
)

# Script generated for node named
named_node4 = SelectFromCollection.apply(dfc=SplitFields_node3, key="named", transformation_ctx="named_node4")

# Script generated for node AWS Glue Data Catalog
AWSGlueDataCatalog_node5 = glueContext.write_dynamic_frame.from_catalog(
    frame=named_node4,
    database="studio",
    table_name="named",
    additional_options={"enableUpdateCatalog": True, "updateBehavior": "UPDATE_IN_DATABASE", "partitionKeys": []},
    transformation_ctx="AWSGlueDataCatalog_node5",
)

job.commit()
