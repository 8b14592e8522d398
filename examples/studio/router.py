import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrameCollection
import concurrent.futures

class GroupFilter:
    def __init__(self, name, filters):
        self.name = name
        self.filters = filters


def apply_group_filter(source_DyF, group):
    return Filter.apply(frame=source_DyF, f=group.filters)


def threadedRoute(glue_ctx, source_DyF, group_filters) -> DynamicFrameCollection:
    dynamic_frames = {}
    with concurrent.futures.ThreadPoolExecutor() as executor:
        future_to_filter = {executor.submit(apply_group_filter, source_DyF, gf): gf for gf in group_filters}
        for future in concurrent.futures.as_completed(future_to_filter):
            gf = future_to_filter[future]
            if future.exception() is not None:
                print("%r generated an exception: %s" % (gf, future.exception()))
            else:
                dynamic_frames[gf.name] = future.result()
    return DynamicFrameCollection(dynamic_frames, glue_ctx)


args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


# Script generated for node Calls
Calls_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/router/in/"], "recurse": True},
    transformation_ctx="Calls_node1",
)

# Script generated for node Conditional Router
ConditionalRouter_node2 = threadedRoute(
    glueContext,
    source_DyF=Calls_node1,
    group_filters=[
        GroupFilter(name="long", filters=lambda row: (row["seconds"] > 60)),
        GroupFilter(name="free", filters=lambda row: (row["price"] == 0)),
        GroupFilter(name="default_group", filters=lambda row: (not (row["seconds"] > 60) and not (row["price"] == 0))),
    ],
)

# Script generated for node long
long_node3 = SelectFromCollection.apply(dfc=ConditionalRouter_node2, key="long", transformation_ctx="long_node3")

# Script generated for node default_group
default_group_node4 = SelectFromCollection.apply(
    dfc=ConditionalRouter_node2, key="default_group", transformation_ctx="default_group_node4"
)

# Script generated for node Amazon S3
S3_node5 = glueContext.write_dynamic_frame.from_options(
    frame=long_node3,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/router/out/long/", "partitionKeys": []},
    transformation_ctx="S3_node5",
)

# Script generated for node Amazon S3
S3_node6 = glueContext.write_dynamic_frame.from_options(
    frame=default_group_node4,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/router/out/default/", "partitionKeys": []},
    transformation_ctx="S3_node6",
)

job.commit()
