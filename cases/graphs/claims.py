import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrameCollection
from awsglue.dynamicframe import DynamicFrame
import re

def CleanClaims(glueContext, dfc) -> DynamicFrameCollection:
    from pyspark.sql import Window
    from pyspark.sql import functions as SqlFuncs

    frame = dfc.select(list(dfc.keys())[0])
    # One partition keeps the order of the file, which the filling of dates follows.
    df = frame.toDF().coalesce(1).withColumn("position", SqlFuncs.monotonically_increasing_id())
    df = df.filter(SqlFuncs.trim("Claim Amount") != "")
    date = SqlFuncs.to_date("Claim Date")
    before = Window.orderBy("position").rowsBetween(Window.unboundedPreceding, Window.currentRow)
    df = df.withColumn("Claim Date", SqlFuncs.last(date, ignorenulls=True).over(before))
    df = df.withColumn("Procedure Code", SqlFuncs.regexp_replace("Procedure Code", "^['\"]+|['\"]+$", ""))
    df = df.withColumn("Claim Amount", SqlFuncs.translate("Claim Amount", "$", "").cast("double"))
    df = df.withColumn("Diagnosis Code", SqlFuncs.regexp_replace("Diagnosis Code", "code ", ""))
    cleaned = DynamicFrame.fromDF(df.drop("position"), glueContext, "cleaned")
    return DynamicFrameCollection({"cleaned": cleaned}, glueContext)

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Providers
Providers_node201 = glueContext.create_dynamic_frame.from_options(
    format_options={"quoteChar": '"', "withHeader": True, "separator": ",", "optimizePerformance": False},
    connection_type="s3",
    format="csv",
    connection_options={"paths": ["s3://bucket/medicare/Medicare_Hospital_Provider.csv"], "recurse": True},
    transformation_ctx="Providers_node201",
)

# Script generated for node Drop Fields
DropFields_node202 = DropFields.apply(
    frame=Providers_node201,
    paths=[
        "Hospital Referral Region Description",
        "Total Discharges",
        "Average Covered Charges",
        "Average Total Payments",
        "Average Medicare Payments",
    ],
    transformation_ctx="DropFields_node202",
)

# Script generated for node Alabama providers
Alabamaproviders_node203 = Filter.apply(
    frame=DropFields_node202,
    f=lambda row: ((row["Provider State"] is not None and bool(re.match("AL", row["Provider State"])))),
    transformation_ctx="Alabamaproviders_node203",
)

# Script generated for node Alabama claims
Alabamaclaims_node204 = glueContext.create_dynamic_frame.from_options(
    format_options={"quoteChar": '"', "withHeader": True, "separator": ",", "optimizePerformance": False},
    connection_type="s3",
    format="csv",
    connection_options={"paths": ["s3://bucket/claims/alabama_claims_data_Jun2023.csv"], "recurse": True},
    transformation_ctx="Alabamaclaims_node204",
)

# Script generated for node Claim cleanup
Claimcleanup_node205 = CleanClaims(
    glueContext,
    DynamicFrameCollection({"Alabamaclaims_node204": Alabamaclaims_node204}, glueContext),
)

# Script generated for node Cleaned claims
Cleanedclaims_node208 = SelectFromCollection.apply(
    dfc=Claimcleanup_node205,
    key=list(Claimcleanup_node205.keys())[0],
    transformation_ctx="Cleanedclaims_node208",
)

# Script generated for node Join
Join_node206 = Join.apply(
    frame1=Alabamaproviders_node203,
    frame2=Cleanedclaims_node208,
    keys1=["Provider Id"],
    keys2=["Provider Number"],
    transformation_ctx="Join_node206",
)

# Script generated for node Amazon S3
AmazonS3_node207 = glueContext.getSink(
    path="s3://bucket/claims-out/",
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=["Claim Date"],
    enableUpdateCatalog=True,
    transformation_ctx="AmazonS3_node207",
)
AmazonS3_node207.setCatalogInfo(catalogDatabase="default", catalogTableName="alabama_claims")
AmazonS3_node207.setFormat("json")
AmazonS3_node207.writeFrame(Join_node206)

job.commit()
