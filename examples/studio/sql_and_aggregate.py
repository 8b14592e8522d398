import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
from pyspark.sql import functions as SqlFuncs

def sparkSqlQuery(glueContext, query, mapping, transformation_ctx) -> DynamicFrame:
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    result = spark.sql(query)
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)


def sparkAggregate(glueContext, parentFrame, groups, aggs, transformation_ctx) -> DynamicFrame:
    aggsFuncs = []
    for column, func in aggs:
        aggsFuncs.append(getattr(SqlFuncs, func)(column))
    grouped = parentFrame.toDF().groupBy(*groups) if len(groups) > 0 else parentFrame.toDF()
    return DynamicFrame.fromDF(grouped.agg(*aggsFuncs), glueContext, transformation_ctx)


args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


# Script generated for node Sales
Sales_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/sql_and_aggregate/in/"], "recurse": True},
    transformation_ctx="Sales_node1",
)

# Script generated for node SQL Query
SqlQuery2 = """
select region, amount * 2 as doubled
from sales
where amount > 1
"""
SQLQuery_node2 = sparkSqlQuery(
    glueContext, query=SqlQuery2, mapping={"sales": Sales_node1}, transformation_ctx="SQLQuery_node2"
)

# Script generated for node Aggregate
Aggregate_node3 = sparkAggregate(
    glueContext,
    parentFrame=SQLQuery_node2,
    groups=["region"],
    aggs=[["doubled", "sum"], ["doubled", "count"]],
    transformation_ctx="Aggregate_node3",
)

# Script generated for node Amazon S3
S3_node4 = glueContext.write_dynamic_frame.from_options(
    frame=Aggregate_node3,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/sql_and_aggregate/out/", "partitionKeys": []},
    transformation_ctx="S3_node4",
)

job.commit()
