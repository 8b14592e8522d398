import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
from awsgluedq.transforms import EvaluateDataQuality

# Default ruleset used by all target nodes with data quality enabled
DEFAULT_DATA_QUALITY_RULESET = """
    Rules = [
        ColumnCount > 0
    ]
"""

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Providers
Providers_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"quoteChar": '"', "withHeader": True, "separator": ",", "optimizePerformance": False},
    connection_type="s3",
    format="csv",
    connection_options={"paths": ["s3://bucket/providers.csv"], "recurse": True, "exclusions": '["**/_tmp/**"]'},
    transformation_ctx="Providers_node1",
)

# Script generated for node Claims
Claims_node2 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/claims/"], "recurse": True},
    transformation_ctx="Claims_node2",
)

# Script generated for node Join
Join_node3 = Join.apply(
    frame1=Providers_node1,
    frame2=Claims_node2,
    keys1=["Provider Id"],
    keys2=["Provider Number"],
    transformation_ctx="Join_node3",
)

# Script generated for node Without claims
Providers_node1DF = Providers_node1.toDF()
Claims_node2DF = Claims_node2.toDF()
Withoutclaims_node4 = DynamicFrame.fromDF(
    Providers_node1DF.join(
        Claims_node2DF,
        (Providers_node1DF["Provider Id"] == Claims_node2DF["Provider Number"]) & (Providers_node1DF["State"] == Claims_node2DF["State"]),
        "leftanti",
    ),
    glueContext,
    "Withoutclaims_node4",
)

# Script generated for node Select "Fields"
SelectFields_node5 = SelectFields.apply(
    frame=Join_node3,
    paths=["Provider Id", "`.State`", "missing"],
    transformation_ctx="SelectFields_node5",
)

# Script generated for node Amazon S3
EvaluateDataQuality().process_rows(
    frame=SelectFields_node5,
    ruleset=DEFAULT_DATA_QUALITY_RULESET,
    publishing_options={
        "dataQualityEvaluationContext": "EvaluateDataQuality_node6",
        "enableDataQualityResultsPublishing": True,
    },
    additional_options={"dataQualityResultsPublishing.strategy": "BEST_EFFORT", "observations.scope": "ALL"},
)
AmazonS3_node6 = glueContext.write_dynamic_frame.from_options(
    frame=SelectFields_node5,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://bucket/out/", "compression": "gzip", "partitionKeys": []},
    transformation_ctx="AmazonS3_node6",
)

# Script generated for node Table
Table_node7 = glueContext.getSink(
    path="s3://bucket/table/",
    connection_type="s3",
    updateBehavior="LOG",
    partitionKeys=["State"],
    enableUpdateCatalog=True,
    transformation_ctx="Table_node7",
)
Table_node7.setCatalogInfo(catalogDatabase="default", catalogTableName="without_claims")
Table_node7.setFormat("glueparquet", compression="snappy")
Table_node7.writeFrame(Withoutclaims_node4)

job.commit()
