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


# Script generated for node Providers
Providers_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/medicare/in/"], "recurse": True},
    transformation_ctx="Providers_node1",
)

# Script generated for node Project
Project_node2 = ResolveChoice.apply(
    frame=Providers_node1, specs=[("provider id", "project:int")], transformation_ctx="Project_node2"
)

# Script generated for node Cast
Cast_node3 = ResolveChoice.apply(
    frame=Project_node2, specs=[("discharges", "cast:int")], transformation_ctx="Cast_node3"
)

# Script generated for node Make Columns
MakeColumns_node4 = ResolveChoice.apply(
    frame=Cast_node3, specs=[("zip", "make_cols")], transformation_ctx="MakeColumns_node4"
)

# Script generated for node Make Struct
MakeStruct_node5 = ResolveChoice.apply(
    frame=MakeColumns_node4, specs=[("region", "make_struct")], transformation_ctx="MakeStruct_node5"
)

# Script generated for node Charges
Charges_node6 = Map.apply(
    frame=MakeStruct_node5,
    f=lambda record: {
        **{name: value for name, value in record.items() if name not in ("covered", "total", "medicare", "street", "city")},
        **{name: float(record[name].lstrip("$")) for name in ("covered", "total", "medicare")},
        "address": {"street": record["street"], "city": record["city"]},
    },
    transformation_ctx="Charges_node6",
)

# Script generated for node Filter
Filter_node7 = Filter.apply(
    frame=Charges_node6, f=lambda row: (row["total"] <= row["covered"]), transformation_ctx="Filter_node7"
)

# Script generated for node Select Fields
SelectFields_node8 = SelectFields.apply(
    frame=Filter_node7,
    paths=[
        "provider id",
        "discharges",
        "zip_int",
        "zip_string",
        "region",
        "covered",
        "total",
        "medicare",
        "address",
    ],
    transformation_ctx="SelectFields_node8",
)

# Script generated for node Amazon S3
S3_node9 = glueContext.write_dynamic_frame.from_options(
    frame=SelectFields_node8,
    connection_type="s3",
    format="parquet",
    connection_options={"path": "s3://studio/medicare/out/", "partitionKeys": []},
    transformation_ctx="S3_node9",
)

job.commit()
