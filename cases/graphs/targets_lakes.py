import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsgluedq.transforms import EvaluateDataQuality
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

# Script generated for node Delta folder
Orders_source.toDF().repartition(4).write.format("delta").options(**{"compression": "snappy"}).mode(
    "append",
).partitionBy("year", "order").save("s3://bucket/delta/")

# Script generated for node Delta folder with table
Orders_source.toDF().write.format("delta").options(
    **{
        "maxRecordsPerFile": "100000",
        "compression": "uncompressed",
        "mergeSchema": "true",
        "path": "s3://bucket/delta/",
    },
).mode("append").saveAsTable("`lake`.`delta`")

# Script generated for node Delta table
glueContext.write_data_frame.from_catalog(frame=Orders_source.toDF(), database="lake", table_name="delta")

# Script generated for node Delta table with new columns
glueContext.write_data_frame.from_catalog(
    frame=Orders_source.toDF(),
    database="lake",
    table_name="delta",
    additional_options={"mergeSchema": "true"},
)

# Script generated for node Hudi folder
EvaluateDataQuality().process_rows(
    frame=Orders_source,
    ruleset=DEFAULT_DATA_QUALITY_RULESET,
    publishing_options={
        "dataQualityEvaluationContext": "EvaluateDataQuality_hudi1",
        "enableDataQualityResultsPublishing": True,
    },
    additional_options={"dataQualityResultsPublishing.strategy": "BEST_EFFORT", "observations.scope": "ALL"},
)
Orders_source.toDF().write.format("hudi").options(
    **{
        "hoodie.table.name": "orders",
        "hoodie.datasource.write.recordkey.field": "id",
        "hoodie.datasource.write.precombine.field": "year",
        "hoodie.datasource.write.operation": "upsert",
        "hoodie.parquet.compression.codec": "gzip",
        "hoodie.datasource.write.partitionpath.field": "year",
        "hoodie.datasource.write.hive_style_partitioning": "true",
    },
).mode("append").save("s3://bucket/hudi/")

# Script generated for node Hudi folder with table
Orders_source.toDF().write.format("hudi").options(
    **{
        "hoodie.datasource.write.recordkey.field": "id",
        "hoodie.datasource.write.precombine.field": "year",
        "hoodie.table.name": "hudi",
        "hoodie.parquet.compression.codec": "snappy",
        "hoodie.datasource.write.partitionpath.field": "year,name",
        "hoodie.datasource.write.hive_style_partitioning": "true",
        "hoodie.datasource.write.keygenerator.class": "org.apache.hudi.keygen.ComplexKeyGenerator",
        "hoodie.datasource.hive_sync.enable": "true",
        "hoodie.datasource.hive_sync.mode": "hms",
        "hoodie.datasource.hive_sync.use_jdbc": "false",
        "hoodie.datasource.hive_sync.database": "lake",
        "hoodie.datasource.hive_sync.table": "hudi",
        "hoodie.datasource.hive_sync.partition_fields": "year,name",
        "hoodie.datasource.hive_sync.partition_extractor_class": "org.apache.hudi.hive.MultiPartKeysValueExtractor",
    },
).mode("append").save("s3://bucket/hudi/")

# Script generated for node Hudi table
glueContext.write_data_frame.from_catalog(
    frame=Orders_source.toDF(),
    database="lake",
    table_name="hudi",
    additional_options={
        "hoodie.datasource.write.recordkey.field": "id",
        "hoodie.datasource.write.precombine.field": "year",
        "hoodie.table.name": "hudi",
        "hoodie.datasource.hive_sync.enable": "true",
        "hoodie.datasource.hive_sync.mode": "hms",
        "hoodie.datasource.hive_sync.use_jdbc": "false",
        "hoodie.datasource.hive_sync.database": "lake",
        "hoodie.datasource.hive_sync.table": "hudi",
        "hoodie.datasource.hive_sync.partition_extractor_class": "org.apache.hudi.hive.NonPartitionedExtractor",
    },
)

# Script generated for node Iceberg folder
writeIcebergTable(
    Orders_source.toDF().repartition(2),
    table="glue_catalog.`lake`.`iceberg`",
    properties={"format-version": "2", "location": "s3://bucket/iceberg/", "write.parquet.compression-codec": "gzip"},
    partitionKeys=["`year`"],
    options={"fanout-enabled": "true"},
)

# Script generated for node Iceberg table
Orders_source.toDF().writeTo("glue_catalog.`lake`.`iceberg`").options(**{"check-ordering": "false"}).append()

job.commit()
