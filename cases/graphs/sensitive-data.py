import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglueml.transforms import EntityDetector

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node People
People_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/people/"], "recurse": True},
    transformation_ctx="People_node1",
)

# Script generated for node RowAudit
RowAudit_node2 = EntityDetector().detect(People_node1, ["EMAIL", "USA_SSN"], "DetectedEntities", "HIGH")

# Script generated for node RowMasking
RowMasking_node3 = EntityDetector().mask_rows(People_node1, ["EMAIL", "USA_SSN"], "[gone]", "HIGH")

# Script generated for node RowHashing
RowHashing_node4 = EntityDetector().hash_rows(People_node1, ["EMAIL", "USA_SSN"], "HIGH")

# Script generated for node RowPartialMasking
RowPartialMasking_node5 = EntityDetector().mask_rows_partially(
    People_node1,
    ["EMAIL", "USA_SSN"],
    "#",
    2,
    3,
    "\\d+",
    "HIGH",
)

# Script generated for node ColumnAudit
ColumnAudit_node6 = EntityDetector().audit_columns(People_node1, ["EMAIL", "USA_SSN"], 0.5, 0.25, "LOW")

# Script generated for node ColumnMasking
ColumnMasking_node7_columns = EntityDetector().classify_columns(People_node1, ["EMAIL", "USA_SSN"], 1.0, 0.1, "HIGH")
ColumnMasking_node7 = EntityDetector().mask_columns(
    People_node1,
    list(ColumnMasking_node7_columns.keys()),
    "***hidden***",
)

# Script generated for node ColumnHashing
ColumnHashing_node8_columns = EntityDetector().classify_columns(People_node1, ["EMAIL", "USA_SSN"], 1.0, 0.1, "HIGH")
ColumnHashing_node8 = EntityDetector().hash_columns(People_node1, list(ColumnHashing_node8_columns.keys()))

# Script generated for node Refused
Refused_node9 = EntityDetector().detect(People_node1, ["PERSON_NAME", "NO_SUCH"], "found", "HIGH")

job.commit()
