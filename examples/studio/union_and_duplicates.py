import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame

def sparkUnion(glueContext, unionType, mapping, transformation_ctx) -> DynamicFrame:
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    result = spark.sql("(select * from source1) UNION " + unionType + " (select * from source2)")
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)


args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


# Script generated for node One
One_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/union_and_duplicates/one/"], "recurse": True},
    transformation_ctx="One_node1",
)

# Script generated for node Two
Two_node2 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/union_and_duplicates/two/"], "recurse": True},
    transformation_ctx="Two_node2",
)

# Script generated for node Union
Union_node3 = sparkUnion(
    glueContext,
    unionType="ALL",
    mapping={"source1": One_node1, "source2": Two_node2},
    transformation_ctx="Union_node3",
)

# Script generated for node Distinct Union
DistinctUnion_node4 = sparkUnion(
    glueContext,
    unionType="DISTINCT",
    mapping={"source1": One_node1, "source2": Two_node2},
    transformation_ctx="DistinctUnion_node4",
)

# Script generated for node Drop Duplicates
DropDuplicates_node5 = DynamicFrame.fromDF(
    Union_node3.toDF().dropDuplicates(["id"]), glueContext, "DropDuplicates_node5"
)

# Script generated for node Amazon S3
S3_node6 = glueContext.write_dynamic_frame.from_options(
    frame=DistinctUnion_node4,
    connection_type="s3",
    format="parquet",
    connection_options={"path": "s3://studio/union_and_duplicates/out/distinct/", "partitionKeys": []},
    transformation_ctx="S3_node6",
)

# Script generated for node Amazon S3
S3_node7 = glueContext.write_dynamic_frame.from_options(
    frame=DropDuplicates_node5,
    connection_type="s3",
    format="orc",
    connection_options={"path": "s3://studio/union_and_duplicates/out/by_id/", "partitionKeys": []},
    transformation_ctx="S3_node7",
)

job.commit()
