"""A Glue script for `mastic run`: shows some rows of the table that the visual job made.

Needs `--enable-glue-datacatalog`, by which Spark SQL sees the catalog.
"""

from pyspark.context import SparkContext

from awsglue.context import GlueContext

spark = GlueContext(SparkContext.getOrCreate()).spark_session
spark.sql("""
    SELECT symbol, expiration_date, strike_price, type, action, contracts, currency, total_usd
    FROM default.option_orders LIMIT 5
""").show(truncate=False)
