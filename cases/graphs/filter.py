import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrameCollection
import concurrent.futures
import datetime
import decimal
import re

class GroupFilter:
    def __init__(self, name, filters):
        self.name = name
        self.filters = filters


def apply_group_filter(source_DyF, group):
    return Filter.apply(frame=source_DyF, f=group.filters)


def threadedRoute(glueContext, source_DyF, group_filters) -> DynamicFrameCollection:
    with concurrent.futures.ThreadPoolExecutor() as executor:
        frames = executor.map(lambda group: apply_group_filter(source_DyF, group), group_filters)
    return DynamicFrameCollection({group.name: frame for group, frame in zip(group_filters, frames)}, glueContext)

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Rows
Rows_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/rows/"], "recurse": True},
    transformation_ctx="Rows_node1",
)

# Script generated for node Conditional Router
ConditionalRouter_node10 = threadedRoute(
    glueContext,
    source_DyF=Rows_node1,
    group_filters=[
        GroupFilter(
            name="output_group_1",
            filters=lambda row: (row["i"] == 1 and (row["s"] is not None and bool(re.match("AL", row["s"])))),
        ),
        GroupFilter(
            name="output_group_2",
            filters=lambda row: ((row["d"] is not None and row["d"] > 2) or row["s"] is None),
        ),
        GroupFilter(
            name="default_group",
            filters=lambda row: not (
                (row["i"] == 1 and (row["s"] is not None and bool(re.match("AL", row["s"]))))
                or ((row["d"] is not None and row["d"] > 2) or row["s"] is None)
            ),
        ),
    ],
)

# Script generated for node First group
Firstgroup_node11 = SelectFromCollection.apply(
    dfc=ConditionalRouter_node10,
    key="output_group_1",
    transformation_ctx="Firstgroup_node11",
)

# Script generated for node Default group
Defaultgroup_node12 = SelectFromCollection.apply(
    dfc=ConditionalRouter_node10,
    key="default_group",
    transformation_ctx="Defaultgroup_node12",
)

# Script generated for node With its default
Withitsdefault_node13 = threadedRoute(
    glueContext,
    source_DyF=Rows_node1,
    group_filters=[
        GroupFilter(name="default_group", filters=lambda row: not ((row["i"] == 1) or (row["i"] == 1))),
        GroupFilter(name="ones", filters=lambda row: (row["i"] == 1)),
    ],
)

# Script generated for node Texts
Texts_node2 = Filter.apply(
    frame=Rows_node1,
    f=lambda row: (
        (row["s"] is not None and bool(re.match("AL|\\d+\"'", row["s"])))
        and not (row["i"] is not None and bool(re.match("^1", str(row["i"]))))
        and (row["it's \"so\"\\"] is not None and bool(re.match("\\\\", row["it's \"so\"\\"])))
    ),
    transformation_ctx="Texts_node2",
)

# Script generated for node Numbers
Numbers_node3 = Filter.apply(
    frame=Rows_node1,
    f=lambda row: (
        row["i"] == 7
        or (row["l"] is not None and row["l"] < -5)
        or (row["d"] is not None and row["d"] >= 1.50)
        or (row["m"] is not None and row["m"] > decimal.Decimal("0.10"))
        or not (row["i"] is not None and row["i"] <= 2.5)
    ),
    transformation_ctx="Numbers_node3",
)

# Script generated for node Others
Others_node4 = Filter.apply(
    frame=Rows_node1,
    f=lambda row: (
        row["b"] == True
        and (row["day"] is not None and row["day"] >= datetime.date(2023, 6, 1))
        and (row["at"] is not None and row["at"] < datetime.datetime(2023, 6, 1, 10, 30, 0, 250000))
        and row["at"] == datetime.datetime(2023, 6, 1, 0, 0, 0, 0)
        and not (row["s"] == "x")
    ),
    transformation_ctx="Others_node4",
)

# Script generated for node Null
Null_node5 = Filter.apply(frame=Rows_node1, f=lambda row: (not (row["s"] is None)), transformation_ctx="Null_node5")

# Script generated for node Nested and columns
Nestedandcolumns_node6 = Filter.apply(
    frame=Rows_node1,
    f=lambda row: (
        (((row["st"] or {}).get("x") or {}).get("y") is not None and ((row["st"] or {}).get("x") or {}).get("y") > 3)
        and ((row["st"] or {}).get("z") is not None and bool(re.match("a", (row["st"] or {}).get("z"))))
        and (row["i"] is not None and row["l"] is not None and row["i"] < row["l"])
        and (row["i"] is not None and row["i"] == row["l"])
    ),
    transformation_ctx="Nestedandcolumns_node6",
)

# Script generated for node Wrong
Wrong_node7 = Filter.apply(
    frame=Rows_node1,
    f=lambda row: (
        row["i"] == "five"
        and row["day"] == "yesterday"
        and row["nothing"] == 1
        and (row["s"] is not None and bool(re.match("(", row["s"])))
        and row["st"] == "1"
    ),
    transformation_ctx="Wrong_node7",
)

# Script generated for node Unknown
Unknown_node8 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/unknown/"], "recurse": True},
    transformation_ctx="Unknown_node8",
)

# Script generated for node Types unknown
Typesunknown_node9 = Filter.apply(
    frame=Unknown_node8,
    f=lambda row: (
        (row["n"] is not None and row["n"] > 5)
        or row["t"] == "five"
        or (row["t"] is not None and bool(re.match("f", str(row["t"]))))
    ),
    transformation_ctx="Typesunknown_node9",
)

job.commit()
