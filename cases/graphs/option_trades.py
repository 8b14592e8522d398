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
import gs_lookup
import gs_now
import gs_pivot
import gs_repartition
import gs_split
import gs_unpivot

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node JSON files source
JSONfilessource_node101 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/transformsblog/inputdata/"], "recurse": True},
    transformation_ctx="JSONfilessource_node101",
)

# Script generated for node Split instrument
Splitinstrument_node102 = JSONfilessource_node101.gs_split(
    colName="instrument",
    pattern="\\s+",
    newColName="instrument_arr",
)

# Script generated for node Instrument columns
Instrumentcolumns_node103 = Splitinstrument_node102.gs_array_to_cols(
    colName="instrument_arr",
    colList="month, day, year, strike_price, type",
    indexes="2, 3, 4, 5, 6",
)

# Script generated for node Four digits year
Fourdigitsyear_node104 = Instrumentcolumns_node103.gs_derived(
    colName="year",
    expr="CASE WHEN length(year) = 2 THEN ('20' || year) ELSE year END",
)

# Script generated for node Build expiration date
Buildexpirationdate_node105 = Fourdigitsyear_node104.gs_concat(
    colName="expiration_date",
    colList=["year", "month", "day"],
    spacer="-",
)

# Script generated for node Unpivot actions
Unpivotactions_node106 = Buildexpirationdate_node105.gs_unpivot(
    namesCol="action",
    valuesCol="contracts",
    colList=["bought", "sold"],
)

# Script generated for node Explode contracts
Explodecontracts_node107 = Unpivotactions_node106.gs_explode(colName="contracts", newCol="contracts")

# Script generated for node Select Fields
SelectFields_node108 = SelectFields.apply(
    frame=Explodecontracts_node107,
    paths=["symbol", "type", "contracts"],
    transformation_ctx="SelectFields_node108",
)

# Script generated for node Pivot summary
Pivotsummary_node109 = SelectFields_node108.gs_pivot(aggCol="contracts", aggFunction="sum", colList=["type"])

# Script generated for node Single output file
Singleoutputfile_node110 = Pivotsummary_node109.gs_repartition(numPartitionsStr="1")

# Script generated for node CSV Contract summary
CSVContractsummary_node111 = glueContext.write_dynamic_frame.from_options(
    frame=Singleoutputfile_node110,
    connection_type="s3",
    format="csv",
    connection_options={"path": "s3://bucket/transformsblog/summary/", "partitionKeys": []},
    transformation_ctx="CSVContractsummary_node111",
)

# Script generated for node Drop Fields
DropFields_node112 = DropFields.apply(
    frame=Explodecontracts_node107,
    paths=["instrument_arr", "month", "day", "year"],
    transformation_ctx="DropFields_node112",
)

# Script generated for node Exchange rate
Exchangerate_node113 = DropFields_node112.gs_lookup(
    tableName="default.exchange_rates",
    keyMapping="currency",
    colList="exchange_rate",
)

# Script generated for node Total in usd
Totalinusd_node114 = Exchangerate_node113.gs_derived(
    colName="total_usd",
    expr="round(contracts * price * exchange_rate, 2)",
)

# Script generated for node Add Current Timestamp
AddCurrentTimestamp_node115 = Totalinusd_node114.gs_now(colName="ingest_date", dateFormat="%Y-%m-%d")

# Script generated for node Orders table
Orderstable_node116 = glueContext.getSink(
    path="s3://bucket/transformsblog/orders/",
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=[],
    enableUpdateCatalog=True,
    transformation_ctx="Orderstable_node116",
)
Orderstable_node116.setCatalogInfo(catalogDatabase="default", catalogTableName="option_orders")
Orderstable_node116.setFormat("glueparquet", compression="snappy")
Orderstable_node116.writeFrame(AddCurrentTimestamp_node115)

job.commit()
