import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
import repeat_rows

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

# Script generated for node Every type
Everytype_node2 = Rows_node1.repeat_rows(
    title="it's \"so\"\\",
    times=3,
    ratio=1.50,
    exact=True,
    columns=["a", "b c"],
    numbers=[1, 2],
    point=complex("1+2j"),
    nothing=None,
)

# Script generated for node Wrong values
Wrongvalues_node3 = Rows_node1.repeat_rows(
    year=23,
    code="x",
    slow="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
    number="1,5",
    numbers=[1, "two"],
)

job.commit()
