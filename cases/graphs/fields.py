import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
from awsglueml.transforms import FillMissingValues
from pyspark.sql import functions as SqlFuncs

def drop_nulls(glueContext, frame, nullStringSet, nullIntegerSet, transformation_ctx) -> DynamicFrame:
    columns = _null_columns(frame.toDF(), nullStringSet, nullIntegerSet)
    return DropFields.apply(frame=frame, paths=columns, transformation_ctx=transformation_ctx)


def _null_columns(df, nullStringSet, nullIntegerSet):
    """The columns in which every value is null or, for its type, one of these; one pass over the rows."""
    quoted = {name: "`" + name.replace("`", "``") + "`" for name in df.columns}
    present = []
    for name, kind in df.dtypes:
        value = SqlFuncs.col(quoted[name])
        meant = value.isNotNull()
        if kind == "string" and nullStringSet:
            meant &= ~value.isin(list(nullStringSet))
        elif kind in ("tinyint", "smallint", "int", "bigint") and nullIntegerSet:
            meant &= ~value.isin(list(nullIntegerSet))
        present.append(SqlFuncs.coalesce(SqlFuncs.max(meant), SqlFuncs.lit(False)))
    found = df.agg(*present).first()
    return [quoted[name] for name, used in zip(df.columns, found) if not used]

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Orders
Orders_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://bucket/orders/"], "recurse": True},
    transformation_ctx="Orders_node1",
)

# Script generated for node Drop Null Fields
DropNullFields_node12 = drop_nulls(
    glueContext,
    frame=Orders_node1,
    nullStringSet={"", "null", 'n/a "quoted"'},
    nullIntegerSet={-1, 99},
    transformation_ctx="DropNullFields_node12",
)

# Script generated for node Only nulls
Onlynulls_node13 = drop_nulls(
    glueContext,
    frame=Orders_node1,
    nullStringSet=set(),
    nullIntegerSet=set(),
    transformation_ctx="Onlynulls_node13",
)

# Script generated for node Fill Missing Values
FillMissingValues_node16 = FillMissingValues.apply(
    frame=Orders_node1,
    missing_values_column="price",
    output_column="price_filled",
    transformation_ctx="FillMissingValues_node16",
)

# Script generated for node Fill into
Fillinto_node17 = FillMissingValues.apply(
    frame=FillMissingValues_node16,
    missing_values_column="price",
    output_column="estimated",
    transformation_ctx="Fillinto_node17",
)

# Script generated for node Change Schema
ChangeSchema_node2 = ApplyMapping.apply(
    frame=Orders_node1,
    mappings=[
        ("order id", "long", "id", "string"),
        ("customer.name", "string", "who.called", "string"),
        ("customer.address.zip", "string", "who.address.zip", "int"),
        ("`a.b`", "int", "`a.b`", "decimal(10,2)"),
        ("tags", "array", "tags", "array"),
        ("price", "string", "day", "date"),
    ],
    transformation_ctx="ChangeSchema_node2",
)

# Script generated for node Drop Fields
DropFields_node3 = DropFields.apply(
    frame=Orders_node1,
    paths=["`a.b`", "customer.address.city", "customer.address.zip", "gone"],
    transformation_ctx="DropFields_node3",
)

# Script generated for node Rename Field
RenameField_node4 = RenameField.apply(
    frame=Orders_node1,
    old_name="customer.name",
    new_name="customer name",
    transformation_ctx="RenameField_node4",
)

# Script generated for node Rename in its place
Renameinitsplace_node5 = RenameField.apply(
    frame=RenameField_node4,
    old_name="`a.b`",
    new_name="`count(x)`",
    transformation_ctx="Renameinitsplace_node5",
)

# Script generated for node Rename back
Renameback_node6 = RenameField.apply(
    frame=Renameinitsplace_node5,
    old_name="`count(x)`",
    new_name="n",
    transformation_ctx="Renameback_node6",
)

# Script generated for node Spigot
Spigot_node7 = Spigot.apply(
    frame=Renameback_node6,
    path="s3://bucket/sample/",
    options={"topk": 5, "prob": 0.25},
    transformation_ctx="Spigot_node7",
)

# Script generated for node Spigot of ten
Spigotoften_node8 = Spigot.apply(
    frame=Spigot_node7,
    path="s3://bucket/sample/",
    options={"topk": 10},
    transformation_ctx="Spigotoften_node8",
)

# Script generated for node Split Fields
SplitFields_node9 = SplitFields.apply(
    frame=Orders_node1,
    paths=["symbol", "order id"],
    transformation_ctx="SplitFields_node9",
)

# Script generated for node Selected
Selected_node10 = SelectFromCollection.apply(
    dfc=SplitFields_node9,
    key=list(SplitFields_node9.keys())[0],
    transformation_ctx="Selected_node10",
)

# Script generated for node Remaining
Remaining_node11 = SelectFromCollection.apply(
    dfc=SplitFields_node9,
    key=list(SplitFields_node9.keys())[1],
    transformation_ctx="Remaining_node11",
)

# Script generated for node Drop Duplicates
DropDuplicates_node14 = DynamicFrame.fromDF(
    Selected_node10.toDF().dropDuplicates(["symbol"]),
    glueContext,
    "DropDuplicates_node14",
)

# Script generated for node Whole rows
Wholerows_node15 = DynamicFrame.fromDF(Remaining_node11.toDF().dropDuplicates(), glueContext, "Wholerows_node15")

# Script generated for node Amazon S3
AmazonS3_node18 = glueContext.write_dynamic_frame.from_options(
    frame=DropDuplicates_node14,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://bucket/node-18/", "partitionKeys": []},
    transformation_ctx="AmazonS3_node18",
)

job.commit()
