import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
from pyspark.sql import functions as SqlFuncs
import gs_array_to_cols
import gs_explode
import gs_extract_json
import gs_flatten
import gs_limit
import gs_lookup
import gs_parse_json
import gs_pivot
import gs_record_matching
import gs_regex_extract
import gs_repartition
import gs_split
import gs_to_timestamp
import gs_unpivot

def sparkUnion(glueContext, unionType, mapping, transformation_ctx) -> DynamicFrame:
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    result = spark.sql("(select * from source1) UNION " + unionType + " (select * from source2)")
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)

def sparkAggregate(glueContext, parentFrame, groups, aggs, transformation_ctx) -> DynamicFrame:
    functions = [getattr(SqlFuncs, function)(column) for column, function in aggs]
    grouped = parentFrame.toDF().groupBy(*groups)
    return DynamicFrame.fromDF(grouped.agg(*functions), glueContext, transformation_ctx)

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Rows
Rows_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/rows/"], "recurse": True},
    transformation_ctx="Rows_node1",
)

# Script generated for node Ratio
Ratio_node10 = Rows_node1.gs_parse_json(colName="json", samplingRatio=2)

# Script generated for node Pivot of itself
Pivotofitself_node11 = Rows_node1.gs_pivot(aggCol="n", aggFunction="sum(n)", colList=["n"])

# Script generated for node Record Matching
RecordMatching_node12 = Rows_node1.gs_record_matching(transformId="tfm-1")

# Script generated for node Groups
Groups_node13 = Rows_node1.gs_regex_extract(colName="text", regex="(a)(b)", newCols="one")

# Script generated for node Kind
Kind_node14 = Rows_node1.gs_to_timestamp(colName="id", colType="fortnights")

# Script generated for node Types
Types_node15 = Rows_node1.gs_unpivot(namesCol="a", valuesCol="A", colList=["n", "text"])

# Script generated for node Levels
Levels_node16 = Rows_node1.gs_flatten(maxLevels=-1)

# Script generated for node Rows
Rows_node17 = Rows_node1.gs_limit(numRows="ten")

# Script generated for node Required
Required_node2 = Rows_node1.gs_split(colName="text")

# Script generated for node Maps
Maps_node20 = DynamicFrame.fromDF(Rows_node1.toDF().dropDuplicates(), glueContext, "Maps_node20")

# Script generated for node Grouped by a map
Groupedbyamap_node21 = sparkAggregate(
    glueContext,
    parentFrame=Rows_node1,
    groups=["pairs"],
    aggs=[["pairs", "count"]],
    transformation_ctx="Groupedbyamap_node21",
)

# Script generated for node Distinct maps
Distinctmaps_node22 = sparkUnion(
    glueContext,
    unionType="DISTINCT",
    mapping={"source1": Rows_node1, "source2": Rows_node1},
    transformation_ctx="Distinctmaps_node22",
)

# Script generated for node Unknown parameter
Unknownparameter_node3 = Rows_node1.gs_split(colName="text", pattern="(", newColumn="x")

# Script generated for node Lengths
Lengths_node4 = Rows_node1.gs_array_to_cols(colName="text", colList="one, two", indexes="0, x, 3")

# Script generated for node Number
Number_node5 = Rows_node1.gs_repartition(numPartitionsStr="many", partitionCols=["nothing"])

# Script generated for node No array
Noarray_node6 = Rows_node1.gs_explode(colName="text", newCol="x")

# Script generated for node One name
Onename_node7 = Rows_node1.gs_explode(colName="pairs", newCol="value", outer="perhaps")

# Script generated for node Counts
Counts_node8 = Rows_node1.gs_extract_json(colName="json", jsonPaths="a", colList="a,b")

# Script generated for node Clash
Clash_node9 = Rows_node1.gs_lookup(tableName="a.b.c.d", keyMapping="none=id", colList="text")

job.commit()
