import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job

args = getResolvedOptions(sys.argv, ["JOB_NAME", "TempDir"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Logs
Logs_athena = glueContext.create_dynamic_frame.from_options(
    connection_type="custom.athena",
    connection_options={"tableName": "all_log_streams", "schemaName": "/aws-glue/jobs/output", "connectionName": "logs"},
    transformation_ctx="Logs_athena",
)

# Script generated for node BigQuery
BigQuery_bigquery = glueContext.create_dynamic_frame.from_options(
    connection_type="bigquery",
    connection_options={"connectionName": "bq", "parentProject": "shop", "sourceType": "table", "table": "sales.orders"},
    transformation_ctx="BigQuery_bigquery",
)

# Script generated for node DynamoDB
DynamoDB_dynamodb = glueContext.create_dynamic_frame.from_options(
    connection_type="dynamodb",
    connection_options={
        "dynamodb.export": "ddb",
        "dynamodb.tableArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/carts",
        "dynamodb.unnestDDBJson": True,
        "dynamodb.s3.bucket": "bucket",
        "dynamodb.s3.prefix": "exports/",
        "dynamodb.s3.bucketOwner": "111122223333",
        "dynamodb.sts.roleArn": "arn:aws:iam::111122223333:role/export",
    },
    transformation_ctx="DynamoDB_dynamodb",
)

# Script generated for node JDBC table
JDBCtable_jdbc1 = glueContext.create_dynamic_frame.from_options(
    connection_type="custom.jdbc",
    connection_options={
        "dbTable": "orders",
        "connectionName": "connection",
        "filterPredicate": "state = 'open'",
        "partitionColumn": "id",
        "lowerBound": "0",
        "upperBound": "200",
        "numPartitions": "4",
        "jobBookmarkKeys": ["id"],
        "jobBookmarkKeysSortOrder": "asc",
        "dataTypeMapping": {"INTEGER": "STRING"},
    },
    transformation_ctx="JDBCtable_jdbc1",
)

# Script generated for node JDBC query
JDBCquery_jdbc2 = glueContext.create_dynamic_frame.from_options(
    connection_type="marketplace.jdbc",
    connection_options={"query": "select \"id\",\n  'it''s' from orders", "connectionName": "connection"},
    transformation_ctx="JDBCquery_jdbc2",
)

# Script generated for node MySQL
MySQL_mysql = glueContext.create_dynamic_frame.from_options(
    connection_type="mysql",
    connection_options={"useConnectionProperties": "true", "dbtable": "shop.orders", "connectionName": "mysql"},
    transformation_ctx="MySQL_mysql",
)

# Script generated for node Redshift table
Redshifttable_redshift1 = glueContext.create_dynamic_frame.from_options(
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": "s3://bucket/temporary/",
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "aws_iam_role": "arn:aws:iam::111122223333:role/redshift",
        "unload_s3_format": "PARQUET",
        "dbtable": 'public."Orders 2026"',
    },
    transformation_ctx="Redshifttable_redshift1",
)

# Script generated for node Amazon Redshift
AmazonRedshift_redshift2 = glueContext.create_dynamic_frame.from_options(
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "sampleQuery": "select * from public.orders where state = 'open'",
    },
    transformation_ctx="AmazonRedshift_redshift2",
)

# Script generated for node Redshift by catalog
Redshiftbycatalog_redshift3 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="dev_public_orders",
    redshift_tmp_dir=args["TempDir"],
    transformation_ctx="Redshiftbycatalog_redshift3",
)

# Script generated for node Redshift by JDBC
RedshiftbyJDBC_redshift4 = glueContext.create_dynamic_frame.from_options(
    connection_type="redshift",
    connection_options={
        "useConnectionProperties": "true",
        "dbtable": "public.orders",
        "connectionName": "redshift",
        "redshiftTmpDir": "s3://bucket/temporary/",
    },
    transformation_ctx="RedshiftbyJDBC_redshift4",
)

# Script generated for node Snowflake table
Snowflaketable_snowflake1 = glueContext.create_dynamic_frame.from_options(
    connection_type="snowflake",
    connection_options={
        "autopushdown": "off",
        "connectionName": "snowflake",
        "sfDatabase": "SHOP",
        "sfSchema": "PUBLIC",
        "sfWarehouse": "COMPUTE_WH",
        "dbtable": "ORDERS",
    },
    transformation_ctx="Snowflaketable_snowflake1",
)

# Script generated for node Snowflake query
Snowflakequery_snowflake2 = glueContext.create_dynamic_frame.from_options(
    connection_type="snowflake",
    connection_options={
        "autopushdown": "on",
        "connectionName": "snowflake",
        "sfDatabase": "SHOP",
        "sfSchema": "PUBLIC",
        "query": "select * from orders",
    },
    transformation_ctx="Snowflakequery_snowflake2",
)

# Script generated for node Spark
Spark_spark = glueContext.create_dynamic_frame.from_options(
    connection_type="marketplace.spark",
    connection_options={"path": "orders", "es.nodes": "https://search", "connectionName": "connection"},
    transformation_ctx="Spark_spark",
)

job.commit()
