"""Brings the rows of each day together."""

from pyspark.sql import functions as f

from awsglue import DynamicFrame


def repartition_date(self, dateCol, partitionCols="", numPartitionsExpected=None):
    """Adds the texts `year`, `month` and `day`, and repartitions by `partitionCols` and them."""
    date = f.col(dateCol)
    dated = (
        self.toDF()
        .withColumn("year", f.date_format(date, "yyyy"))
        .withColumn("month", f.date_format(date, "MM"))
        .withColumn("day", f.date_format(date, "dd"))
    )
    keys = [column.strip() for column in (partitionCols or "").split(",") if column.strip()] + ["year", "month", "day"]
    partitions = numPartitionsExpected or dated.select(*keys).distinct().count()
    return DynamicFrame.fromDF(dated.repartition(max(1, partitions), *keys), self.glue_ctx, "repartitioned")


DynamicFrame.repartition_date = repartition_date
