import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection

def MyTransform(glueContext, dfc) -> DynamicFrameCollection:
    from pyspark.sql.functions import length, upper

    df = dfc.select(list(dfc.keys())[0]).toDF()
    longest = df.withColumn("shouted", upper("word")).where(length("word") > 2)
    dyf = DynamicFrame.fromDF(longest, glueContext, "longest")
    return DynamicFrameCollection({"CustomTransform0": dyf}, glueContext)


args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


# Script generated for node Words
Words_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/custom_code/in/"], "recurse": True},
    transformation_ctx="Words_node1",
)

# Script generated for node Custom Transform
CustomTransform_node2 = MyTransform(glueContext, DynamicFrameCollection({"Words_node1": Words_node1}, glueContext))

# Script generated for node Select From Collection
SelectFromCollection_node3 = SelectFromCollection.apply(
    dfc=CustomTransform_node2, key=list(CustomTransform_node2.keys())[0], transformation_ctx="SelectFromCollection_node3"
)

# Script generated for node Amazon S3
S3_node4 = glueContext.write_dynamic_frame.from_options(
    frame=SelectFromCollection_node3,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/custom_code/out/", "partitionKeys": []},
    transformation_ctx="S3_node4",
)

job.commit()
