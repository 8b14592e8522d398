import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsgluedq.transforms import EvaluateDataQuality

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Default ruleset used by all target nodes with data quality enabled
DEFAULT_DATA_QUALITY_RULESET = """
    Rules = [
        ColumnCount > 0
    ]
"""


# Script generated for node Orders
Orders_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"quoteChar": '"', "withHeader": True, "separator": ";", "optimizePerformance": False},
    connection_type="s3",
    format="csv",
    connection_options={"paths": ["s3://studio/csv_to_json/in/"], "recurse": True},
    transformation_ctx="Orders_node1",
)

# Script generated for node Change Schema
ChangeSchema_node2 = ApplyMapping.apply(
    frame=Orders_node1,
    mappings=[
        ("id", "string", "id", "long"),
        ("customer", "string", "customer.name", "string"),
        ("city", "string", "customer.city", "string"),
        ("amount", "string", "amount", "decimal(9,2)"),
    ],
    transformation_ctx="ChangeSchema_node2",
)

# Script generated for node Select Fields
SelectFields_node3 = SelectFields.apply(
    frame=ChangeSchema_node2, paths=["id", "customer", "amount"], transformation_ctx="SelectFields_node3"
)

# Script generated for node Amazon S3
EvaluateDataQuality().process_rows(
    frame=SelectFields_node3,
    ruleset=DEFAULT_DATA_QUALITY_RULESET,
    publishing_options={
        "dataQualityEvaluationContext": "EvaluateDataQuality_node4",
        "enableDataQualityResultsPublishing": True,
    },
    additional_options={"dataQualityResultsPublishing.strategy": "BEST_EFFORT", "observations.scope": "ALL"},
)
AmazonS3_node4 = glueContext.write_dynamic_frame.from_options(
    frame=SelectFields_node3,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/csv_to_json/out/", "compression": "gzip", "partitionKeys": []},
    transformation_ctx="AmazonS3_node4",
)

job.commit()
