"""Makes sales of a year at random."""

import datetime

from pyspark.sql import functions as f

from awsglue import DynamicFrame

DEPARTMENTS = ["bargain", "checkout", "food hall", "sports", "menswear", "womenwear", "health and beauty", "home"]


def salesdata_generator(self, numSamples, year=None):
    """A frame of `numSamples` sales, spread evenly over the year; what `self` holds is not looked at."""
    if not year:
        year = datetime.date.today().year - 1
    begin = datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)
    seconds = (begin.replace(year=year + 1) - begin).total_seconds()
    moment = f.timestamp_seconds(f.floor(f.rand() * seconds) + int(begin.timestamp()))
    # Rounding gives the first and the last department half of what the others get.
    department = f.round(f.rand() * (len(DEPARTMENTS) - 1)).cast("int") + 1
    sales = self.glue_ctx.spark_session.range(numSamples).select(
        "id",
        f.date_format(moment, "yyyy-MM-dd HH:mm:ss").alias("sale_date"),
        f.round(f.rand() * 1000, 2).alias("amount_dollars"),
        f.element_at(f.array(*map(f.lit, DEPARTMENTS)), department).alias("department"),
    )
    return DynamicFrame.fromDF(sales, self.glue_ctx, "sales")


DynamicFrame.salesdata_generator = salesdata_generator
