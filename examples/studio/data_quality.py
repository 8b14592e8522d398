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


# Script generated for node Trips
Trips_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/data_quality/in/"], "recurse": True},
    transformation_ctx="Trips_node1",
)

# Script generated for node Evaluate Data Quality
EvaluateDataQuality_node2_ruleset = """
    Rules = [
        RowCount > 2,
        IsComplete "id",
        ColumnValues "distance" > 0
    ]
"""

EvaluateDataQuality_node2 = EvaluateDataQuality().process_rows(
    frame=Trips_node1,
    ruleset=EvaluateDataQuality_node2_ruleset,
    publishing_options={
        "dataQualityEvaluationContext": "EvaluateDataQuality_node2",
        "enableDataQualityCloudWatchMetrics": False,
        "enableDataQualityResultsPublishing": True,
    },
    additional_options={"performanceTuning.caching": "CACHE_NOTHING", "observations.scope": "ALL"},
)

# Script generated for node ruleOutcomes
ruleOutcomes_node3 = SelectFromCollection.apply(
    dfc=EvaluateDataQuality_node2, key="ruleOutcomes", transformation_ctx="ruleOutcomes_node3"
).select_fields(["Rule", "Outcome"])

# Script generated for node rowLevelOutcomes
rowLevelOutcomes_node4 = SelectFromCollection.apply(
    dfc=EvaluateDataQuality_node2, key="rowLevelOutcomes", transformation_ctx="rowLevelOutcomes_node4"
).select_fields(["id", "DataQualityEvaluationResult"])

# Script generated for node Amazon S3
S3_node5 = glueContext.write_dynamic_frame.from_options(
    frame=ruleOutcomes_node3,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/data_quality/out/rules/", "partitionKeys": []},
    transformation_ctx="S3_node5",
)

# Script generated for node Amazon S3
S3_node6 = glueContext.write_dynamic_frame.from_options(
    frame=rowLevelOutcomes_node4,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/data_quality/out/rows/", "partitionKeys": []},
    transformation_ctx="S3_node6",
)

job.commit()
