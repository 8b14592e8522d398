import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame

args = getResolvedOptions(sys.argv, ["JOB_NAME", "TempDir"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Catalog
Catalog_catalog = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    push_down_predicate="year == '2026' and month in ('01', '02')",
    transformation_ctx="Catalog_catalog",
)

# Script generated for node Delta
Delta_delta1 = DynamicFrame.fromDF(
    glueContext.create_data_frame.from_catalog(
        database="lake",
        table_name="delta",
        additional_options={"versionAsOf": "3"},
    ),
    glueContext,
    "Delta_delta1",
)

# Script generated for node Delta on S3
DeltaonS3_delta2 = DynamicFrame.fromDF(
    glueContext.create_data_frame.from_catalog(database="lake", table_name="delta"),
    glueContext,
    "DeltaonS3_delta2",
)

# Script generated for node DynamoDB
DynamoDB_dynamodb = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="carts",
    additional_options={"dynamodb.export": "ddb", "dynamodb.unnestDDBJson": True},
    transformation_ctx="DynamoDB_dynamodb",
)

# Script generated for node Governed
Governed_governed = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    additional_options={"boundedFiles": "10"},
    transformation_ctx="Governed_governed",
)

# Script generated for node Hudi
Hudi_hudi1 = DynamicFrame.fromDF(
    glueContext.create_data_frame.from_catalog(
        database="lake",
        table_name="hudi",
        additional_options={"hoodie.datasource.query.type": "snapshot"},
    ),
    glueContext,
    "Hudi_hudi1",
)

# Script generated for node Hudi on S3
HudionS3_hudi2 = DynamicFrame.fromDF(
    glueContext.create_data_frame.from_catalog(database="lake", table_name="hudi"),
    glueContext,
    "HudionS3_hudi2",
)

# Script generated for node Iceberg
Iceberg_iceberg1 = DynamicFrame.fromDF(
    glueContext.create_data_frame.from_catalog(
        database="lake",
        table_name="iceberg",
        additional_options={"snapshot-id": "10963874102873"},
    ),
    glueContext,
    "Iceberg_iceberg1",
)

# Script generated for node Iceberg on S3
IcebergonS3_iceberg2 = DynamicFrame.fromDF(
    glueContext.create_data_frame.from_catalog(database="lake", table_name="iceberg"),
    glueContext,
    "IcebergonS3_iceberg2",
)

# Script generated for node SQL Server
SQLServer_mssql = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="mssql_orders",
    transformation_ctx="SQLServer_mssql",
)

# Script generated for node MySQL
MySQL_mysql = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="mysql_orders",
    transformation_ctx="MySQL_mysql",
)

# Script generated for node Oracle
Oracle_oracle = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="oracle_orders",
    transformation_ctx="Oracle_oracle",
)

# Script generated for node PostgreSQL
PostgreSQL_postgresql = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="postgresql_orders",
    transformation_ctx="PostgreSQL_postgresql",
)

# Script generated for node Redshift
Redshift_redshift1 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="dev_public_orders",
    redshift_tmp_dir="s3://bucket/temporary/",
    additional_options={"aws_iam_role": "arn:aws:iam::111122223333:role/redshift"},
    transformation_ctx="Redshift_redshift1",
)

# Script generated for node Redshift
Redshift_redshift2 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="dev_public_orders",
    redshift_tmp_dir=args["TempDir"],
    transformation_ctx="Redshift_redshift2",
)

# Script generated for node Relational
Relational_relational = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    transformation_ctx="Relational_relational",
)

# Script generated for node S3 table
S3table_s3 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    push_down_predicate="year == '2026'",
    additional_options={"boundedSize": "1000000"},
    transformation_ctx="S3table_s3",
)

job.commit()
