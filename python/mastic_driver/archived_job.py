"""A job that loads what most jobs load: readers, transforms, a Python function, writers, the catalog and SQL on it."""

import sys

from pyspark.context import SparkContext
from pyspark.sql import functions as f

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.transforms import ApplyMapping, DropFields
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
glue_context = GlueContext(SparkContext.getOrCreate())
job = Job(glue_context)
job.init(args["JOB_NAME"], args)
rows = glue_context.create_dynamic_frame.from_options("s3", {"paths": ["s3://archive/rows/"], "recurse": True}, "json")
mapped = ApplyMapping.apply(rows, [("a", "int", "a", "long"), ("b", "string", "b", "string"), ("c", "double")])
exploded = rows.toDF().withColumn("d", f.explode("d"))
joined = exploded.join(mapped.toDF().groupBy("b").agg(f.sum("a").alias("total")), "b").orderBy("d")
upper = joined.withColumn("upper", f.udf(lambda text: text.upper())("b"))
frame = DropFields.apply(DynamicFrame.fromDF(upper, glue_context, "rows"), ["c"])
for form in ("json", "csv"):
    glue_context.write_dynamic_frame.from_options(frame, "s3", {"path": f"s3://archive/{form}/"}, form)
sink = glue_context.getSink("s3", path="s3://archive/table/", enableUpdateCatalog=True, partitionKeys=["b"])
sink.setCatalogInfo(catalogDatabase="default", catalogTableName="archived")
sink.setFormat("glueparquet", compression="snappy")
sink.writeFrame(frame)
glue_context.create_dynamic_frame.from_catalog("default", "archived").toDF().collect()
spark = glue_context.spark_session
spark.sql("CREATE TABLE made (a int) PARTITIONED BY (b string) LOCATION 's3://archive/made/'")
spark.sql("INSERT INTO made PARTITION (b = 'x') VALUES (1)")
spark.sql("SELECT made.a, archived.d FROM made JOIN archived ON made.a = archived.a WHERE made.b = 'x'").collect()
job.commit()
