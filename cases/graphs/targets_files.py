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

# Script generated for node Avro
Avro_avro = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="avro",
    connection_options={
        "path": "s3://bucket/avro/",
        "compression": "snappy",
        "partitionKeys": [],
        "numberTargetPartitions": "8",
    },
    transformation_ctx="Avro_avro",
)

# Script generated for node CSV
CSV_csv = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="csv",
    connection_options={"path": "s3://bucket/csv/", "compression": "gzip", "partitionKeys": ["year", "name"]},
    transformation_ctx="CSV_csv",
)

# Script generated for node Hyper
Hyper_hyper = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="hyper",
    connection_options={"path": "s3://bucket/hyper/", "partitionKeys": []},
    transformation_ctx="Hyper_hyper",
)

# Script generated for node JSON
EvaluateDataQuality().process_rows(
    frame=Orders_source,
    ruleset=DEFAULT_DATA_QUALITY_RULESET,
    publishing_options={"dataQualityEvaluationContext": "orders", "enableDataQualityResultsPublishing": True},
    additional_options={"dataQualityResultsPublishing.strategy": "BEST_EFFORT", "observations.scope": "ALL"},
)
JSON_json = glueContext.getSink(
    path="s3://bucket/json/",
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=["year"],
    compression="gzip",
    numberTargetPartitions="4",
    enableUpdateCatalog=True,
    transformation_ctx="JSON_json",
)
JSON_json.setCatalogInfo(catalogDatabase="shop", catalogTableName="orders")
JSON_json.setFormat("json")
JSON_json.writeFrame(Orders_source)

# Script generated for node ORC
ORC_orc = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="orc",
    connection_options={"path": "s3://bucket/orc/", "compression": "zlib", "partitionKeys": []},
    transformation_ctx="ORC_orc",
)

# Script generated for node Parquet
Parquet_parquet1 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="glueparquet",
    connection_options={"path": "s3://bucket/parquet/", "partitionKeys": ["year"]},
    format_options={"compression": "snappy"},
    transformation_ctx="Parquet_parquet1",
)

# Script generated for node Parquet by format
Parquetbyformat_parquet2 = glueContext.getSink(
    path="s3://bucket/parquet/",
    connection_type="s3",
    updateBehavior="LOG",
    partitionKeys=[],
    enableUpdateCatalog=True,
    transformation_ctx="Parquetbyformat_parquet2",
)
Parquetbyformat_parquet2.setCatalogInfo(catalogDatabase="shop", catalogTableName="orders")
Parquetbyformat_parquet2.setFormat("glueparquet", compression="uncompressed")
Parquetbyformat_parquet2.writeFrame(Orders_source)

# Script generated for node XML
XML_xml = glueContext.write_dynamic_frame.from_options(
    frame=Orders_source,
    connection_type="s3",
    format="xml",
    connection_options={"path": "s3://bucket/xml/", "partitionKeys": []},
    transformation_ctx="XML_xml",
)

job.commit()
