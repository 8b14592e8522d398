"""A Glue job: makes the catalog table default.exchange_rates by SQL.

Argument: `--bucket`, which receives exchange_rates/. Needs `--enable-glue-datacatalog`, by which Spark SQL sees the
catalog.
"""

import sys

from pyspark.context import SparkContext

from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["bucket"])
spark = GlueContext(SparkContext.getOrCreate()).spark_session

spark.sql(f"""
    CREATE EXTERNAL TABLE IF NOT EXISTS default.exchange_rates
        (currency string, exchange_rate double COMMENT 'US dollars for one unit')
    LOCATION 's3://{args["bucket"]}/exchange_rates/'
""")
spark.sql("INSERT OVERWRITE default.exchange_rates VALUES ('usd', 1.0), ('eur', 1.09), ('gbp', 1.24)")
spark.table("default.exchange_rates").show()
