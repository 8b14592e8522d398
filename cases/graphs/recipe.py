import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
from recipe_transforms import *

def applyRecipe_node2(inputFrame, glueContext, transformation_ctx):
    frame = inputFrame.toDF()
    df1 = PublishedRecipe.apply(
        data_frame=frame,
        glue_context=glueContext,
        transformation_ctx="Byreference_node2-df1",
        recipe_arn="arn:aws:databrew:us-east-1:111122223333:recipe/ClaimsCleanup-recipe",
        recipe_version="1.0",
    )
    return DynamicFrame.fromDF(df1, glueContext, transformation_ctx)

def applyRecipe_node3(inputFrame, glueContext, transformation_ctx):
    frame = inputFrame.toDF()
    df1 = RemoveMissing.apply(
        data_frame=frame,
        glue_context=glueContext,
        transformation_ctx="Steps_node3-df1",
        source_column="Claim Amount",
    )
    df2 = ChangeDataType.apply(
        data_frame=df1,
        glue_context=glueContext,
        transformation_ctx="Steps_node3-df2",
        column_data_type="date",
        source_column="Claim Date",
    )
    df3 = FillWithLastValid.apply(
        data_frame=df2,
        glue_context=glueContext,
        transformation_ctx="Steps_node3-df3",
        source_column="Claim Date",
    )
    df4 = RemoveCombined.apply(
        data_frame=df3,
        glue_context=glueContext,
        transformation_ctx="Steps_node3-df4",
        remove_leading_and_trailing_quotes="true",
        source_column="Procedure Code",
    )
    df5 = RemoveCombined.apply(
        data_frame=df4,
        glue_context=glueContext,
        transformation_ctx="Steps_node3-df5",
        custom_characters="$",
        remove_custom_characters="true",
        source_column="Claim Amount",
    )
    df6 = ChangeDataType.apply(
        data_frame=df5,
        glue_context=glueContext,
        transformation_ctx="Steps_node3-df6",
        column_data_type="double",
        source_column="Claim Amount",
    )
    df7 = ReplaceText.apply(
        data_frame=df6,
        glue_context=glueContext,
        transformation_ctx="Steps_node3-df7",
        pattern="code ",
        source_column="Diagnosis Code",
    )
    return DynamicFrame.fromDF(df7, glueContext, transformation_ctx)

def applyRecipe_node4(inputFrame, glueContext, transformation_ctx):
    frame = inputFrame.toDF()
    df1 = RemoveValues.apply(
        data_frame=frame,
        glue_context=glueContext,
        transformation_ctx="Conditions_node4-df1",
        source_column="Claim Amount",
        condition_expressions=[
            {"condition": "LESS_THAN", "value": "10", "target_column": "Claim Amount"},
            {"condition": "IS_NOT_MISSING", "target_column": "Claim Date"},
        ],
    )
    df2 = Pivot.apply(data_frame=df1, glue_context=glueContext, transformation_ctx="Conditions_node4-df2")
    return DynamicFrame.fromDF(df2, glueContext, transformation_ctx)

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Claims
Claims_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/claims/"], "recurse": True},
    transformation_ctx="Claims_node1",
)

# Script generated for node By reference
spark.conf.set("spark.sql.legacy.timeParserPolicy", "LEGACY")
Byreference_node2 = applyRecipe_node2(
    inputFrame=Claims_node1,
    glueContext=glueContext,
    transformation_ctx="Byreference_node2",
)

# Script generated for node Steps
spark.conf.set("spark.sql.legacy.timeParserPolicy", "LEGACY")
Steps_node3 = applyRecipe_node3(inputFrame=Claims_node1, glueContext=glueContext, transformation_ctx="Steps_node3")

# Script generated for node Conditions
spark.conf.set("spark.sql.legacy.timeParserPolicy", "LEGACY")
Conditions_node4 = applyRecipe_node4(
    inputFrame=Claims_node1,
    glueContext=glueContext,
    transformation_ctx="Conditions_node4",
)

job.commit()
