"""A Glue job: option trades in JSON become a CSV summary and the catalog table default.option_orders.

Argument: `--bucket`, which holds transformsblog/inputdata/ and receives summary/ and orders/ beside it, and the table
default.exchange_rates. Needs `--enable-glue-datacatalog`, by which Spark SQL sees the catalog.
"""

import sys
from datetime import UTC, datetime

from pyspark.context import SparkContext
from pyspark.sql import functions as f

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.transforms import DropFields, SelectFields
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME", "bucket"])
glue_context = GlueContext(SparkContext.getOrCreate())
job = Job(glue_context)
job.init(args["JOB_NAME"], args)
spark = glue_context.spark_session
root = f"s3://{args['bucket']}/transformsblog"

spark.sql(f"""
    CREATE EXTERNAL TABLE IF NOT EXISTS default.exchange_rates
        (currency string, exchange_rate double COMMENT 'US dollars for one unit')
    LOCATION 's3://{args["bucket"]}/exchange_rates/'
""")
spark.sql("INSERT OVERWRITE default.exchange_rates VALUES ('usd', 1.0), ('eur', 1.09), ('gbp', 1.24)")

trades = glue_context.create_dynamic_frame.from_options(
    connection_type="s3",
    connection_options={"paths": [f"{root}/inputdata/"], "recurse": True},
    format="json",
    transformation_ctx="trades",
)

# An instrument reads "AMZN MAR 24 23 102 PUT": symbol, month, day, year, strike price, type.
words = f.split("instrument", r"\s+")
year = f.when(f.length(words[3]) == 2, f.concat(f.lit("20"), words[3])).otherwise(words[3])
parsed = (
    trades.toDF()
    .withColumn("instrument_arr", words)
    .withColumns({"month": words[1], "day": words[2], "year": year})
    .withColumns({"strike_price": words[4], "type": words[5]})
    .withColumn("expiration_date", f.concat_ws("-", "year", "month", "day"))
)

# One row for each contract that was bought or sold.
actions = f.array(
    f.struct(f.lit("bought").alias("action"), f.col("bought").alias("contracts")),
    f.struct(f.lit("sold").alias("action"), f.col("sold").alias("contracts")),
)
exploded = (
    parsed.withColumn("deal", f.explode(actions))
    .withColumn("action", f.col("deal.action"))
    .withColumn("contracts", f.explode("deal.contracts"))
    .drop("bought", "sold", "deal")
)
contracts = DynamicFrame.fromDF(exploded, glue_context, "contracts")

summary = SelectFields.apply(contracts, ["symbol", "type", "contracts"], transformation_ctx="summary").toDF()
pivoted = summary.groupBy("symbol").pivot("type").sum("contracts").repartition(1)
glue_context.write_dynamic_frame.from_options(
    frame=DynamicFrame.fromDF(pivoted, glue_context, "pivoted"),
    connection_type="s3",
    connection_options={"path": f"{root}/summary/"},
    format="csv",
    transformation_ctx="csv_summary",
)

rates = glue_context.create_dynamic_frame.from_catalog(
    database="default", table_name="exchange_rates", transformation_ctx="rates"
)
kept = DropFields.apply(contracts, ["instrument_arr", "month", "day", "year"], transformation_ctx="kept")
priced = (
    kept.toDF()
    .join(rates.toDF(), "currency", "left")
    .withColumn("total_usd", f.expr("round(contracts * price * exchange_rate, 2)"))
    .withColumn("ingest_date", f.lit(datetime.now(UTC).strftime("%Y-%m-%d")))
)
orders = glue_context.getSink(
    connection_type="s3",
    path=f"{root}/orders/",
    partitionKeys=[],
    enableUpdateCatalog=True,
    updateBehavior="UPDATE_IN_DATABASE",
    transformation_ctx="orders",
)
orders.setCatalogInfo(catalogDatabase="default", catalogTableName="option_orders")
orders.setFormat("glueparquet", compression="snappy")
orders.writeFrame(DynamicFrame.fromDF(priced, glue_context, "orders"))

print(f"Read {trades.count()} orders and wrote the table default.option_orders, which begins:")
spark.sql("""
    SELECT symbol, expiration_date, strike_price, type, action, contracts, currency, total_usd
    FROM default.option_orders LIMIT 5
""").show(truncate=False)
job.commit()
