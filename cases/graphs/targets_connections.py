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

# Script generated for node Orders
Orders_source = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/orders/"], "recurse": False},
    transformation_ctx="Orders_source",
)

# Script generated for node JDBC
JDBC_jdbc = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="custom.jdbc",
    connection_options={"bulkSize": "1000", "dbTable": "orders", "connectionName": "connection"},
    transformation_ctx="JDBC_jdbc",
)

# Script generated for node OpenSearch
OpenSearch_opensearch = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="opensearch",
    connection_options={"connectionName": "search", "opensearch.resource": "orders"},
    transformation_ctx="OpenSearch_opensearch",
)

# Script generated for node Redshift append
Redshiftappend_redshift1 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": "s3://bucket/temporary/",
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "dbtable": "public.orders",
        "preactions": 'select 1; CREATE TABLE IF NOT EXISTS "public"."orders" ("id" BIGINT, "order" VARCHAR(65535));',
        "postactions": "analyze public.orders;",
    },
    transformation_ctx="Redshiftappend_redshift1",
)

# Script generated for node Redshift merge
Redshiftmerge_redshift2 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "dbtable": "public.staging",
        "preactions": 'DROP TABLE IF EXISTS "public"."staging"; CREATE TABLE "public"."staging" (LIKE "public"."Orders 2026");',
        "postactions": 'BEGIN; MERGE INTO "public"."Orders 2026" USING "public"."staging" ON "Orders 2026"."id" = "staging"."id" AND "Orders 2026"."order" = "staging"."order" WHEN MATCHED THEN UPDATE SET "name" = "staging"."name", "year" = "staging"."year" WHEN NOT MATCHED THEN INSERT ("id", "name", "year", "order") VALUES ("staging"."id", "staging"."name", "staging"."year", "staging"."order"); COMMIT; DROP TABLE "public"."staging";',
    },
    transformation_ctx="Redshiftmerge_redshift2",
)

# Script generated for node Redshift delete
Redshiftdelete_redshift3 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "dbtable": "public.orders_redshift3",
        "preactions": 'DROP TABLE IF EXISTS "public"."orders_redshift3"; CREATE TABLE "public"."orders_redshift3" (LIKE "public"."orders");',
        "postactions": 'BEGIN; DELETE FROM "public"."orders" USING "public"."orders_redshift3" WHERE "orders"."id" = "orders_redshift3"."id"; COMMIT; DROP TABLE "public"."orders_redshift3";',
    },
    transformation_ctx="Redshiftdelete_redshift3",
)

# Script generated for node Redshift own merge
Redshiftownmerge_redshift4 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "dbtable": "public.staging",
        "preactions": 'DROP TABLE IF EXISTS "public"."staging"; CREATE TABLE "public"."staging" (LIKE "public"."orders");',
        "postactions": 'BEGIN; MERGE INTO public.orders USING public.staging ON orders.id = staging.id REMOVE DUPLICATES; COMMIT; DROP TABLE "public"."staging";',
    },
    transformation_ctx="Redshiftownmerge_redshift4",
)

# Script generated for node Redshift truncate
Redshifttruncate_redshift5 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "dbtable": "public.orders",
        "preactions": 'TRUNCATE TABLE "public"."orders";',
    },
    transformation_ctx="Redshifttruncate_redshift5",
)

# Script generated for node Redshift drop
Redshiftdrop_redshift6 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "dbtable": "public.orders",
        "preactions": 'DROP TABLE IF EXISTS "public"."orders"; CREATE TABLE IF NOT EXISTS "public"."orders" ("id" BIGINT);',
    },
    transformation_ctx="Redshiftdrop_redshift6",
)

# Script generated for node Redshift by catalog
Redshiftbycatalog_redshift7 = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_source,
    database="shop",
    table_name="dev_public_orders",
    redshift_tmp_dir=args["TempDir"],
    additional_options={"aws_iam_role": "arn:aws:iam::111122223333:role/redshift"},
    transformation_ctx="Redshiftbycatalog_redshift7",
)

# Script generated for node Redshift upsert
Redshiftupsert_redshift8 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": "s3://bucket/temporary/",
        "useConnectionProperties": "true",
        "connectionName": "redshift",
        "dbtable": "public.orders_redshift8",
        "preactions": 'DROP TABLE IF EXISTS "public"."orders_redshift8"; CREATE TABLE "public"."orders_redshift8" (LIKE "public"."orders");',
        "postactions": 'BEGIN; MERGE INTO "public"."orders" USING "public"."orders_redshift8" ON "orders"."id" = "orders_redshift8"."id" WHEN MATCHED THEN UPDATE SET "name" = "orders_redshift8"."name", "year" = "orders_redshift8"."year", "order" = "orders_redshift8"."order" WHEN NOT MATCHED THEN INSERT ("id", "name", "year", "order") VALUES ("orders_redshift8"."id", "orders_redshift8"."name", "orders_redshift8"."year", "orders_redshift8"."order"); COMMIT; DROP TABLE "public"."orders_redshift8";',
    },
    transformation_ctx="Redshiftupsert_redshift8",
)

# Script generated for node Snowflake append
Snowflakeappend_snowflake1 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="snowflake",
    connection_options={
        "autopushdown": "on",
        "connectionName": "snowflake",
        "sfDatabase": "SHOP",
        "sfSchema": "PUBLIC",
        "dbtable": "orders",
        "preactions": 'CREATE TABLE IF NOT EXISTS "PUBLIC"."ORDERS" ("ID" number);',
    },
    transformation_ctx="Snowflakeappend_snowflake1",
)

# Script generated for node Snowflake merge
Snowflakemerge_snowflake2 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="snowflake",
    connection_options={
        "autopushdown": "on",
        "connectionName": "snowflake",
        "sfDatabase": "SHOP",
        "sfSchema": "PUBLIC",
        "dbtable": "orders_snowflake2",
        "preactions": 'DROP TABLE IF EXISTS "PUBLIC"."ORDERS_SNOWFLAKE2"; CREATE TABLE "PUBLIC"."ORDERS_SNOWFLAKE2" LIKE "PUBLIC"."ORDERS";',
        "postactions": 'BEGIN; UPDATE "PUBLIC"."ORDERS" SET "NAME" = "ORDERS_SNOWFLAKE2"."NAME", "YEAR" = "ORDERS_SNOWFLAKE2"."YEAR", "ORDER" = "ORDERS_SNOWFLAKE2"."ORDER" FROM "PUBLIC"."ORDERS_SNOWFLAKE2" WHERE "ORDERS"."ID" = "ORDERS_SNOWFLAKE2"."ID"; COMMIT; DROP TABLE "PUBLIC"."ORDERS_SNOWFLAKE2";',
    },
    transformation_ctx="Snowflakemerge_snowflake2",
)

# Script generated for node Snowflake upsert
Snowflakeupsert_snowflake3 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="snowflake",
    connection_options={
        "autopushdown": "on",
        "connectionName": "snowflake",
        "sfDatabase": "SHOP",
        "sfSchema": "PUBLIC",
        "dbtable": "orders_snowflake3",
        "preactions": 'DROP TABLE IF EXISTS "PUBLIC"."ORDERS_SNOWFLAKE3"; CREATE TABLE "PUBLIC"."ORDERS_SNOWFLAKE3" LIKE "PUBLIC"."ORDERS";',
        "postactions": 'BEGIN; MERGE INTO "PUBLIC"."ORDERS" USING "PUBLIC"."ORDERS_SNOWFLAKE3" ON "ORDERS"."ID" = "ORDERS_SNOWFLAKE3"."ID" WHEN MATCHED THEN UPDATE SET "NAME" = "ORDERS_SNOWFLAKE3"."NAME", "YEAR" = "ORDERS_SNOWFLAKE3"."YEAR", "ORDER" = "ORDERS_SNOWFLAKE3"."ORDER" WHEN NOT MATCHED THEN INSERT ("ID", "NAME", "YEAR", "ORDER") VALUES ("ORDERS_SNOWFLAKE3"."ID", "ORDERS_SNOWFLAKE3"."NAME", "ORDERS_SNOWFLAKE3"."YEAR", "ORDERS_SNOWFLAKE3"."ORDER"); COMMIT; DROP TABLE "PUBLIC"."ORDERS_SNOWFLAKE3";',
    },
    transformation_ctx="Snowflakeupsert_snowflake3",
)

# Script generated for node Spark
Spark_spark = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="marketplace.spark",
    connection_options={"path": "orders", "connectionName": "connection"},
    transformation_ctx="Spark_spark",
)

job.commit()
