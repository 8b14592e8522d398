import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrameCollection
from awsglue.dynamicframe import DynamicFrame
from pyspark.sql import functions as SqlFuncs

def sparkSqlQuery(glueContext, query, mapping, transformation_ctx) -> DynamicFrame:
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    result = spark.sql(query)
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)

def sparkAggregate(glueContext, parentFrame, groups, aggs, transformation_ctx) -> DynamicFrame:
    functions = [getattr(SqlFuncs, function)(column) for column, function in aggs]
    grouped = parentFrame.toDF().groupBy(*groups)
    return DynamicFrame.fromDF(grouped.agg(*functions), glueContext, transformation_ctx)

def MyTransform(glueContext, dfc) -> DynamicFrameCollection:
    df = dfc.select(list(dfc.keys())[0]).toDF()
    if df.count() > 0:
        df = df.limit(1)
    return DynamicFrameCollection({"one": DynamicFrame.fromDF(df, glueContext, "one")}, glueContext)

def MyTransform_code2(glueContext, dfc) -> DynamicFrameCollection:
    return dfc

def Filter(glueContext, dfc) -> DynamicFrameCollection:
    pass

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Orders
Orders_node1754015925296 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/orders/"], "recurse": True},
    transformation_ctx="Orders_node1754015925296",
)

# Script generated for node Aggregate
Aggregate_agg = sparkAggregate(
    glueContext,
    parentFrame=Orders_node1754015925296,
    groups=["symbol", "customer.address.city"],
    aggs=[
        ["price", "avg"],
        ["price", "countDistinct"],
        ["price", "count"],
        ["price", "first"],
        ["price", "last"],
        ["price", "kurtosis"],
        ["price", "max"],
        ["price", "min"],
        ["price", "skewness"],
        ["price", "stddev_samp"],
        ["price", "stddev_pop"],
        ["price", "sum"],
        ["price", "sumDistinct"],
        ["price", "var_samp"],
        ["price", "var_pop"],
        ["`a.b`", "sum"],
        ["`a.b`", "countDistinct"],
        ["`a.b`", "sumDistinct"],
        ["fee", "avg"],
        ["fee", "sum"],
        ["big", "avg"],
        ["big", "sum"],
    ],
    transformation_ctx="Aggregate_agg",
)

# Script generated for node Wrong
Wrong_agg3 = sparkAggregate(
    glueContext,
    parentFrame=Orders_node1754015925296,
    groups=["nothing"],
    aggs=[["tags", "sum"], ["price", "max"], ["price", "max"]],
    transformation_ctx="Wrong_agg3",
)

# Script generated for node Prices
Prices_second = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/prices/"], "recurse": True},
    transformation_ctx="Prices_second",
)

# Script generated for node One row
Onerow_agg2 = sparkAggregate(
    glueContext,
    parentFrame=Prices_second,
    groups=[],
    aggs=[["symbol", "count"]],
    transformation_ctx="Onerow_agg2",
)

# Script generated for node Custom Code
CustomCode_code = MyTransform(
    glueContext,
    DynamicFrameCollection(
        {"Orders_node1754015925296": Orders_node1754015925296, "Prices_second": Prices_second},
        glueContext,
    ),
)

# Script generated for node Same name, other code
Samenameothercode_code2 = MyTransform_code2(glueContext, CustomCode_code)

# Script generated for node Taken name
Takenname_code3 = Filter(
    glueContext,
    DynamicFrameCollection({"Prices_second": Prices_second, "CustomCode_code": CustomCode_code}, glueContext),
)

# Script generated for node SQL Query
SqlQuery1754015925297 = """select o.symbol, '""\"' as quotes, '\\n' as escaped
from orders o
join prices on o.symbol = prices.symbol
where name = \""""
SQLQuery_node1754015925297 = sparkSqlQuery(
    glueContext,
    query=SqlQuery1754015925297,
    mapping={"prices": Prices_second, "orders": Orders_node1754015925296},
    transformation_ctx="SQLQuery_node1754015925297",
)

# Script generated for node Same alias
SqlQuery_Samealias_fourth = """ """
Samealias_fourth = sparkSqlQuery(
    glueContext,
    query=SqlQuery_Samealias_fourth,
    mapping={"a": Prices_second, "A": SQLQuery_node1754015925297},
    transformation_ctx="Samealias_fourth",
)

# Script generated for node One
One_one = SelectFromCollection.apply(
    dfc=CustomCode_code,
    key=list(CustomCode_code.keys())[0],
    transformation_ctx="One_one",
)

# Script generated for node Without aliases
SqlQuery_Withoutaliases_third = """select * from myDataSource"""
Withoutaliases_third = sparkSqlQuery(
    glueContext,
    query=SqlQuery_Withoutaliases_third,
    mapping={"myDataSource": Prices_second},
    transformation_ctx="Withoutaliases_third",
)

# Script generated for node Two
Two_two = SelectFromCollection.apply(
    dfc=Samenameothercode_code2,
    key=list(Samenameothercode_code2.keys())[1],
    transformation_ctx="Two_two",
)

job.commit()
