import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from pyspark.sql import functions as SqlFuncs

def writeIcebergTable(df, table, properties, partitionKeys, options):
    if spark.catalog.tableExists(table):
        df.writeTo(table).options(**options).append()
        return
    writer = df.writeTo(table).using("iceberg").options(**options)
    for name, value in properties.items():
        writer = writer.tableProperty(name, value)
    if partitionKeys:
        writer = writer.partitionedBy(*[SqlFuncs.col(key) for key in partitionKeys])
    writer.create()

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

# Script generated for node Avro
Avro_avro = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="avro",
    connection_options={"path": " ", "compression": "zip", "partitionKeys": [], "numberTargetPartitions": "many"},
    transformation_ctx="Avro_avro",
)

# Script generated for node CSV
CSV_csv = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="csv",
    connection_options={"path": "s3://bucket/", "partitionKeys": ["a.b", "year", "year"]},
    transformation_ctx="CSV_csv",
)

# Script generated for node Delta
Delta_delta = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="delta",
    connection_options={"path": "s3://bucket/", "partitionKeys": []},
    transformation_ctx="Delta_delta",
)

# Script generated for node Delta
Orders_source.toDF().write.format("delta").options(
    **{"compression": "snappy", "mergeSchema": "true", "path": "s3://bucket/"},
).mode("append").saveAsTable("``.``")

# Script generated for node Hudi
Orders_source.toDF().write.format("hudi").options(
    **{"hoodie.table.name": "bucket", "hoodie.parquet.compression.codec": "snappy"},
).mode("append").save("s3://bucket/")

# Script generated for node Iceberg
writeIcebergTable(
    Orders_source.toDF(),
    table="glue_catalog.``.``",
    properties={"format-version": "2", "location": "s3://bucket/", "write.parquet.compression-codec": "snappy"},
    partitionKeys=[],
    options={},
)

# Script generated for node JSON
JSON_json = glueContext.getSink(
    path="s3://bucket/",
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=["a", "id"],
    enableUpdateCatalog=True,
    transformation_ctx="JSON_json",
)
JSON_json.setCatalogInfo(catalogDatabase="", catalogTableName="")
JSON_json.setFormat("json")
JSON_json.writeFrame(Orders_source)

# Script generated for node ORC
ORC_orc = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="orc",
    connection_options={"path": "s3://bucket/", "compression": "gzip", "partitionKeys": []},
    transformation_ctx="ORC_orc",
)

# Script generated for node Redshift
Redshift_redshift1 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={"redshiftTmpDir": args["TempDir"], "useConnectionProperties": "true", "dbtable": '"a;b"'},
    transformation_ctx="Redshift_redshift1",
)

# Script generated for node Redshift
Redshift_redshift2 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "dbtable": "_redshift2",
        "preactions": 'DROP TABLE IF EXISTS "_redshift2"; CREATE TABLE "_redshift2" (LIKE "");',
        "postactions": 'BEGIN; MERGE INTO "" USING "_redshift2" ON ""."key" = "_redshift2"."key" WHEN MATCHED THEN UPDATE SET "id" = "_redshift2"."id", "a" = "_redshift2"."a" WHEN NOT MATCHED THEN INSERT ("id", "a") VALUES ("_redshift2"."id", "_redshift2"."a"); COMMIT; DROP TABLE "_redshift2";',
    },
    transformation_ctx="Redshift_redshift2",
)

# Script generated for node Redshift
Redshift_redshift5 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "",
        "dbtable": "t_redshift5",
        "preactions": 'DROP TABLE IF EXISTS "t_redshift5"; CREATE TABLE "t_redshift5" (LIKE "t");',
        "postactions": 'BEGIN; MERGE INTO "t" USING "t_redshift5" ON "t"."key" = "t_redshift5"."key" WHEN MATCHED THEN UPDATE SET "id" = "t_redshift5"."id", "a" = "t_redshift5"."a" WHEN NOT MATCHED THEN INSERT ("id", "a") VALUES ("t_redshift5"."id", "t_redshift5"."a"); COMMIT; DROP TABLE "t_redshift5";',
    },
    transformation_ctx="Redshift_redshift5",
)

# Script generated for node Redshift
Redshift_redshift6 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "c",
        "dbtable": '""._redshift6',
        "preactions": 'DROP TABLE IF EXISTS ""."_redshift6"; CREATE TABLE ""."_redshift6" (LIKE ""."");',
        "postactions": 'BEGIN; MERGE INTO ""."" USING ""."_redshift6" ON ""."id" = "_redshift6"."id" WHEN MATCHED THEN UPDATE SET "a" = "_redshift6"."a" WHEN NOT MATCHED THEN INSERT ("id", "a") VALUES ("_redshift6"."id", "_redshift6"."a"); COMMIT; DROP TABLE ""."_redshift6";',
    },
    transformation_ctx="Redshift_redshift6",
)

# Script generated for node Redshift
Redshift_redshift7 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "c",
        "dbtable": "orders_redshift7",
        "preactions": 'DROP TABLE IF EXISTS "orders_redshift7"; CREATE TABLE "orders_redshift7" (LIKE "orders");',
        "postactions": 'BEGIN; MERGE INTO "orders" USING "orders_redshift7" ON "orders"."id" = "orders_redshift7"."id" WHEN MATCHED THEN UPDATE SET "a" = "orders_redshift7"."a" WHEN NOT MATCHED THEN INSERT ("id", "a") VALUES ("orders_redshift7"."id", "orders_redshift7"."a"); COMMIT; DROP TABLE "orders_redshift7";',
    },
    transformation_ctx="Redshift_redshift7",
)

# Script generated for node Snowflake
Snowflake_snowflake = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="snowflake",
    connection_options={
        "autopushdown": "on",
        "dbtable": "_snowflake",
        "preactions": 'DROP TABLE IF EXISTS "_SNOWFLAKE"; CREATE TABLE "_SNOWFLAKE" LIKE "";',
        "postactions": 'BEGIN; MERGE INTO "" USING "_SNOWFLAKE" ; COMMIT; DROP TABLE "_SNOWFLAKE";',
    },
    transformation_ctx="Snowflake_snowflake",
)

# Script generated for node Unknown
Unknown_unknown = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/unknown/"], "recurse": False},
    transformation_ctx="Unknown_unknown",
)

# Script generated for node Redshift
Redshift_redshift3 = glueContext.write_dynamic_frame.from_options(
    frame=Unknown_unknown,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "c",
        "dbtable": "t_redshift3",
        "preactions": 'DROP TABLE IF EXISTS "t_redshift3"; CREATE TABLE "t_redshift3" (LIKE "t");',
        "postactions": 'BEGIN; UPDATE "t" SET  FROM "t_redshift3" WHERE ; COMMIT; DROP TABLE "t_redshift3";',
    },
    transformation_ctx="Redshift_redshift3",
)

# Script generated for node Redshift
Redshift_redshift4 = glueContext.write_dynamic_frame.from_options(
    frame=Unknown_unknown,
    connection_type="redshift",
    connection_options={
        "redshiftTmpDir": args["TempDir"],
        "useConnectionProperties": "true",
        "connectionName": "c",
        "dbtable": "t_redshift4",
        "preactions": 'DROP TABLE IF EXISTS "t_redshift4"; CREATE TABLE "t_redshift4" (LIKE "t");',
        "postactions": 'BEGIN; DELETE FROM "t" USING "t_redshift4" WHERE "t"."id" = "t_redshift4"."id"; INSERT INTO "t" SELECT * FROM "t_redshift4"; COMMIT; DROP TABLE "t_redshift4";',
    },
    transformation_ctx="Redshift_redshift4",
)

# Script generated for node XML
XML_xml = glueContext.getSink(
    path="s3://bucket/",
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=[],
    enableUpdateCatalog=True,
    transformation_ctx="XML_xml",
)
XML_xml.setCatalogInfo(catalogDatabase="d", catalogTableName="t")
XML_xml.setFormat("xml")
XML_xml.writeFrame(Orders_source)

job.commit()
