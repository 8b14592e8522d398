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


# Script generated for node Left
Left_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/other_joins/left/"], "recurse": True},
    transformation_ctx="Left_node1",
)

# Script generated for node Right
Right_node2 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/other_joins/right/"], "recurse": True},
    transformation_ctx="Right_node2",
)

# Script generated for node Left Join
Left_node1DF = Left_node1.toDF()
Right_node2DF = Right_node2.toDF()
LeftJoin_node3 = DynamicFrame.fromDF(
    Left_node1DF.join(Right_node2DF, (Left_node1DF["id"] == Right_node2DF["key"]), "left"), glueContext, "LeftJoin_node3"
)

# Script generated for node Anti Join
AntiJoin_node4 = DynamicFrame.fromDF(
    Left_node1DF.join(Right_node2DF, (Left_node1DF["id"] == Right_node2DF["key"]), "leftanti"),
    glueContext,
    "AntiJoin_node4",
)

# Script generated for node Outer Join
OuterJoin_node5 = DynamicFrame.fromDF(
    Left_node1DF.join(
        Right_node2DF,
        (Left_node1DF["id"] == Right_node2DF["key"]) & (Left_node1DF["a"] == Right_node2DF["b"]),
        "outer",
    ),
    glueContext,
    "OuterJoin_node5",
)

# Script generated for node Right Join
RightJoin_node9 = DynamicFrame.fromDF(
    Left_node1DF.join(Right_node2DF, (Left_node1DF["id"] == Right_node2DF["key"]), "right"),
    glueContext,
    "RightJoin_node9",
)

# Script generated for node Semi Join
SemiJoin_node10 = DynamicFrame.fromDF(
    Left_node1DF.join(Right_node2DF, (Left_node1DF["id"] == Right_node2DF["key"]), "leftsemi"),
    glueContext,
    "SemiJoin_node10",
)

# Script generated for node Amazon S3
S3_node6 = glueContext.write_dynamic_frame.from_options(
    frame=LeftJoin_node3,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/other_joins/out/left/", "partitionKeys": []},
    transformation_ctx="S3_node6",
)

# Script generated for node Amazon S3
S3_node7 = glueContext.write_dynamic_frame.from_options(
    frame=AntiJoin_node4,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/other_joins/out/anti/", "partitionKeys": []},
    transformation_ctx="S3_node7",
)

# Script generated for node Amazon S3
S3_node8 = glueContext.write_dynamic_frame.from_options(
    frame=OuterJoin_node5,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/other_joins/out/outer/", "partitionKeys": []},
    transformation_ctx="S3_node8",
)

# Script generated for node Amazon S3
S3_node11 = glueContext.write_dynamic_frame.from_options(
    frame=RightJoin_node9,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/other_joins/out/right/", "partitionKeys": []},
    transformation_ctx="S3_node11",
)

# Script generated for node Amazon S3
S3_node12 = glueContext.write_dynamic_frame.from_options(
    frame=SemiJoin_node10,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/other_joins/out/semi/", "partitionKeys": []},
    transformation_ctx="S3_node12",
)

job.commit()
