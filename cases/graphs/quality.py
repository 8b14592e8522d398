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

# Script generated for node Orders
Orders_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/orders/"], "recurse": True},
    transformation_ctx="Orders_node1",
)

# Script generated for node Of one frame
Ofoneframe_node12_ruleset = """Rules = [
    IsComplete "symbol",
    RowCount > 0
]"""
Ofoneframe_node12 = EvaluateDataQuality().process_rows(
    frame=Orders_node1,
    ruleset=Ofoneframe_node12_ruleset,
    publishing_options={"dataQualityEvaluationContext": "Ofoneframe_node12"},
    additional_options={
        "performanceTuning.caching": "CACHE_INPUT",
        "observations.scope": "ALL",
        "compositeRuleEvaluation.method": "ROW",
    },
)

# Script generated for node Broken rules
Brokenrules_node14_ruleset = """Rules = [ IsComplete ]"""
Brokenrules_node14 = EvaluateDataQuality().process_rows(
    frame=Orders_node1,
    ruleset=Brokenrules_node14_ruleset,
    publishing_options={"dataQualityEvaluationContext": "Brokenrules_node14"},
    additional_options={"performanceTuning.caching": "CACHE_NOTHING", "observations.scope": "ALL"},
)

# Script generated for node Reference
Reference_node2 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/reference/"], "recurse": True},
    transformation_ctx="Reference_node2",
)

# Script generated for node Of two frames
Oftwoframes_node13_ruleset = """Rules = [
    IsComplete "symbol",
    RowCount > 0
]"""
Oftwoframes_node13 = EvaluateDataQuality().process_rows(
    frame=Orders_node1,
    additional_data_sources={"reference": Reference_node2},
    ruleset=Oftwoframes_node13_ruleset,
    publishing_options={"dataQualityEvaluationContext": "Oftwoframes_node13"},
    additional_options={"performanceTuning.caching": "CACHE_NOTHING", "observations.scope": "ALL"},
)

# Script generated for node Evaluate Data Quality
EvaluateDataQuality_node3_ruleset = """Rules = [
    IsComplete "symbol",
    RowCount > 0
]"""
EvaluateDataQuality_node3 = EvaluateDataQuality().process_rows(
    frame=Orders_node1,
    ruleset=EvaluateDataQuality_node3_ruleset,
    publishing_options={
        "dataQualityEvaluationContext": "orders",
        "enableDataQualityCloudWatchMetrics": True,
        "enableDataQualityResultsPublishing": True,
        "resultsS3Prefix": "s3://bucket/results/",
    },
    additional_options={"performanceTuning.caching": "CACHE_NOTHING", "observations.scope": "ALL"},
)
if EvaluateDataQuality_node3["ruleOutcomes"].toDF().filter("Outcome = 'Failed'").count() > 0:
    raise RuntimeError("Rules of data quality failed in the node Evaluate Data Quality")

# Script generated for node rowLevelOutcomes
rowLevelOutcomes_node4 = SelectFromCollection.apply(
    dfc=EvaluateDataQuality_node3,
    key="rowLevelOutcomes",
    transformation_ctx="rowLevelOutcomes_node4",
)

# Script generated for node ruleOutcomes
ruleOutcomes_node5 = SelectFromCollection.apply(
    dfc=EvaluateDataQuality_node3,
    key="ruleOutcomes",
    transformation_ctx="ruleOutcomes_node5",
)

# Script generated for node originalData
originalData_node6 = SelectFromCollection.apply(
    dfc=EvaluateDataQuality_node3,
    key="originalData",
    transformation_ctx="originalData_node6",
)

# Script generated for node Passes its input on
Passesitsinputon_node7_ruleset = """Rules = [
    IsComplete "symbol",
    RowCount > 0
]"""
Passesitsinputon_node7 = EvaluateDataQuality().process_rows(
    frame=Orders_node1,
    ruleset=Passesitsinputon_node7_ruleset,
    publishing_options={"dataQualityEvaluationContext": "Passesitsinputon_node7"},
    additional_options={"performanceTuning.caching": "CACHE_NOTHING", "observations.scope": "ALL"},
)
Passesitsinputon_node7_originalData = Passesitsinputon_node7["originalData"]

# Script generated for node Rows of the former
Rowsoftheformer_node11 = SelectFromCollection.apply(
    dfc=Passesitsinputon_node7,
    key="rowLevelOutcomes",
    transformation_ctx="Rowsoftheformer_node11",
)

# Script generated for node Gives results
Givesresults_node8_ruleset = """Rules = [
    IsComplete "symbol",
    RowCount > 0
]"""
Givesresults_node8 = EvaluateDataQuality().process_rows(
    frame=Orders_node1,
    ruleset=Givesresults_node8_ruleset,
    publishing_options={"dataQualityEvaluationContext": "Givesresults_node8"},
    additional_options={"performanceTuning.caching": "CACHE_NOTHING", "observations.scope": "ALL"},
)
Givesresults_node8_ruleOutcomes = Givesresults_node8["ruleOutcomes"]

# Script generated for node Results
Results_node10 = glueContext.write_dynamic_frame.from_options(
    frame=Givesresults_node8_ruleOutcomes,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://bucket/node-10/", "partitionKeys": []},
    transformation_ctx="Results_node10",
)

# Script generated for node Amazon S3
AmazonS3_node9 = glueContext.write_dynamic_frame.from_options(
    frame=Passesitsinputon_node7_originalData,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://bucket/node-9/", "partitionKeys": []},
    transformation_ctx="AmazonS3_node9",
)

if Passesitsinputon_node7["ruleOutcomes"].toDF().filter("Outcome = 'Failed'").count() > 0:
    raise RuntimeError("Rules of data quality failed in the node Passes its input on")

job.commit()
