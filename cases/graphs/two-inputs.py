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

# Script generated for node Old
Old_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/old/"], "recurse": True},
    transformation_ctx="Old_node1",
)

# Script generated for node New
New_node2 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/new/"], "recurse": True},
    transformation_ctx="New_node2",
)

# Script generated for node Short
Short_node3 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/short/"], "recurse": True},
    transformation_ctx="Short_node3",
)

# Script generated for node Union
Union_node4 = sparkUnion(
    glueContext,
    unionType="ALL",
    mapping={"source1": Old_node1, "source2": New_node2},
    transformation_ctx="Union_node4",
)

# Script generated for node With itself
Withitself_node5 = sparkUnion(
    glueContext,
    unionType="DISTINCT",
    mapping={"source1": Old_node1, "source2": Old_node1},
    transformation_ctx="Withitself_node5",
)

# Script generated for node Too short
Tooshort_node6 = sparkUnion(
    glueContext,
    unionType="ALL",
    mapping={"source1": Old_node1, "source2": Short_node3},
    transformation_ctx="Tooshort_node6",
)

# Script generated for node Merge
Merge_node7 = Old_node1.mergeDynamicFrame(
    stage_dynamic_frame=Short_node3,
    primary_keys=["id"],
    transformation_ctx="Merge_node7",
)

# Script generated for node Merge the other way
Mergetheotherway_node8 = New_node2.mergeDynamicFrame(
    stage_dynamic_frame=Old_node1,
    primary_keys=["id", "missing"],
    transformation_ctx="Mergetheotherway_node8",
)

# Script generated for node Semi join with itself
Old_node1DF = Old_node1.toDF()
Old_node1DF2 = Old_node1.toDF()
Semijoinwithitself_node9 = DynamicFrame.fromDF(
    Old_node1DF.join(Old_node1DF2, (Old_node1DF["name"] == Old_node1DF2["city"]), "leftsemi"),
    glueContext,
    "Semijoinwithitself_node9",
)

# Script generated for node Flags
Flags_node91 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/flags/"], "recurse": True},
    transformation_ctx="Flags_node91",
)

# Script generated for node Two
Two_node10 = SelectFields.apply(frame=Flags_node91, paths=["ok", "name"], transformation_ctx="Two_node10")

# Script generated for node Number on text
Numberontext_node90 = sparkUnion(
    glueContext,
    unionType="ALL",
    mapping={"source1": Short_node3, "source2": Two_node10},
    transformation_ctx="Numberontext_node90",
)

job.commit()
