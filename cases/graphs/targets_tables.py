import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
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

# Script generated for node Orders
Orders_source = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/orders/"], "recurse": False},
    transformation_ctx="Orders_source",
)

# Script generated for node Catalog
Catalog_catalog = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_source,
    database="shop",
    table_name="orders",
    additional_options={"partitionKeys": ["year"]},
    transformation_ctx="Catalog_catalog",
)

# Script generated for node Governed
Governed_governed = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_source,
    database="shop",
    table_name="orders",
    additional_options={"enableUpdateCatalog": True, "updateBehavior": "LOG"},
    transformation_ctx="Governed_governed",
)

# Script generated for node SQL Server
SQLServer_mssql = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_source,
    database="shop",
    table_name="mssql_orders",
    transformation_ctx="SQLServer_mssql",
)

# Script generated for node MySQL
MySQL_mysql = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_source,
    database="shop",
    table_name="mysql_orders",
    transformation_ctx="MySQL_mysql",
)

# Script generated for node Oracle
Oracle_oracle = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_source,
    database="shop",
    table_name="oracle_orders",
    transformation_ctx="Oracle_oracle",
)

# Script generated for node PostgreSQL
PostgreSQL_postgresql = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_source,
    database="shop",
    table_name="postgresql_orders",
    transformation_ctx="PostgreSQL_postgresql",
)

# Script generated for node S3 table
EvaluateDataQuality().process_rows(
    frame=Orders_source,
    ruleset=DEFAULT_DATA_QUALITY_RULESET,
    publishing_options={
        "dataQualityEvaluationContext": "EvaluateDataQuality_s3",
        "enableDataQualityResultsPublishing": True,
    },
    additional_options={"dataQualityResultsPublishing.strategy": "BEST_EFFORT", "observations.scope": "ALL"},
)
S3table_s3 = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_source,
    database="shop",
    table_name="orders",
    additional_options={"enableUpdateCatalog": True, "updateBehavior": "UPDATE_IN_DATABASE", "partitionKeys": ["year"]},
    transformation_ctx="S3table_s3",
)

job.commit()
