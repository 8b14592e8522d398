import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
import gs_array_to_cols
import gs_concat
import gs_derived
import gs_explode
import gs_extract_json
import gs_flatten
import gs_format_timestamp
import gs_limit
import gs_lookup
import gs_now
import gs_null_rows
import gs_parse_json
import gs_pivot
import gs_regex_extract
import gs_repartition
import gs_sequence_id
import gs_split
import gs_to_timestamp
import gs_unpivot
import gs_uuid

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

# Script generated for node Explode map
Explodemap_node10 = Rows_node1.gs_explode(colName="pairs", newCol="key", outer=True)

# Script generated for node Extract JSON
ExtractJSON_node11 = Rows_node1.gs_extract_json(colName="json", jsonPaths="a, $.b", colList="a,b", dropCol=True)

# Script generated for node Flatten
Flatten_node12 = Rows_node1.gs_flatten()

# Script generated for node Flatten one level
Flattenonelevel_node13 = Rows_node1.gs_flatten(maxLevels=1)

# Script generated for node Format
Format_node14 = Rows_node1.gs_format_timestamp(colName="at", dateFormat="yyyy")

# Script generated for node Identifier
Identifier_node15 = Rows_node1.gs_sequence_id(unique=True)

# Script generated for node Limit
Limit_node16 = Rows_node1.gs_limit(numRows=10)

# Script generated for node Lookup
Lookup_node17 = Rows_node1.gs_lookup(tableName="default.rates", keyMapping="text=code, id", colList="rate, `a.b`")

# Script generated for node Parse JSON
ParseJSON_node18 = Rows_node1.gs_parse_json(
    colName="json",
    schema="a STRING, b ARRAY<DECIMAL(10,2)>, `c.d` INT",
    newColName="parsed",
)

# Script generated for node Parse without schema
Parsewithoutschema_node19 = Rows_node1.gs_parse_json(colName="json", samplingRatio=0.5)

# Script generated for node Now
Now_node2 = Rows_node1.gs_now()

# Script generated for node Regex
Regex_node21 = Rows_node1.gs_regex_extract(colName="text", regex="(\\d+)-(\\w+)-(.)", newCols="number,,last")

# Script generated for node Null rows
Nullrows_node22 = Rows_node1.gs_null_rows(extended=True)

# Script generated for node Split
Split_node23 = Rows_node1.gs_split(colName="text", pattern="\\s+")

# Script generated for node To Timestamp
ToTimestamp_node24 = Rows_node1.gs_to_timestamp(colName="id", colType="seconds", newColName="time")

# Script generated for node Unpivot
Unpivot_node25 = Rows_node1.gs_unpivot(namesCol="name", valuesCol="value", colList=["n", "m"])

# Script generated for node UUID
UUID_node26 = Rows_node1.gs_uuid()

# Script generated for node By aliases, a list as text
Byaliasesalistastext_node27 = Rows_node1.gs_split(colName="text", pattern=",")

# Script generated for node Names with commas
Nameswithcommas_node28 = Rows_node1.gs_concat(colName="joined", colList=["text", "n"])

# Script generated for node To pivot
Topivot_node29 = SelectFields.apply(frame=Rows_node1, paths=["id", "text", "n"], transformation_ctx="Topivot_node29")

# Script generated for node Pivot
Pivot_node20 = Topivot_node29.gs_pivot(aggCol="n", aggFunction="sum", colList=["text"])

# Script generated for node Now as text
Nowastext_node3 = Rows_node1.gs_now(colName="day", dateFormat="%Y-%m-%d")

# Script generated for node Array To Columns
ArrayToColumns_node4 = Rows_node1.gs_array_to_cols(colName="words", colList="one, two", indexes="2, 1")

# Script generated for node Autobalance Processing
AutobalanceProcessing_node5 = Rows_node1.gs_repartition(numPartitionsStr="1")

# Script generated for node By columns
Bycolumns_node6 = Rows_node1.gs_repartition(partitionCols=["id", "n"])

# Script generated for node Concatenate
Concatenate_node7 = Rows_node1.gs_concat(colName="joined", colList=["text", "`properties.code`"], spacer=" ")

# Script generated for node Derived
Derived_node8 = Rows_node1.gs_derived(colName="n", expr="n * 2 + length('\"')")

# Script generated for node Explode array
Explodearray_node9 = Rows_node1.gs_explode(colName="words", newCol="words")

job.commit()
