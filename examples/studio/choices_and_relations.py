import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


# Script generated for node Providers
Providers_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/choices_and_relations/in/"], "recurse": True},
    transformation_ctx="Providers_node1",
)

# Script generated for node Resolve Choice
ResolveChoice_node2 = ResolveChoice.apply(
    frame=Providers_node1, specs=[("provider id", "cast:long")], transformation_ctx="ResolveChoice_node2"
)

# Script generated for node Unbox
Unbox_node3 = Unbox.apply(frame=ResolveChoice_node2, path="details", format="json", transformation_ctx="Unbox_node3")

# Script generated for node Map
def charge(record):
    record["charge"] = float(record["charge"].lstrip("$"))
    return record


Map_node4 = Map.apply(frame=Unbox_node3, f=charge, transformation_ctx="Map_node4")

# Script generated for node Relationalize
Relationalize_node5 = Relationalize.apply(
    frame=Map_node4, staging_path="s3://studio/choices_and_relations/temp/", name="root", transformation_ctx="Relationalize_node5"
)

# Script generated for node root
root_node6 = SelectFromCollection.apply(dfc=Relationalize_node5, key="root", transformation_ctx="root_node6")

# Script generated for node contacts
contacts_node7 = SelectFromCollection.apply(
    dfc=Relationalize_node5, key="root_contacts", transformation_ctx="contacts_node7"
)

# Script generated for node Amazon S3
S3_node8 = glueContext.write_dynamic_frame.from_options(
    frame=root_node6,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/choices_and_relations/out/root/", "partitionKeys": []},
    transformation_ctx="S3_node8",
)

# Script generated for node Amazon S3
S3_node9 = glueContext.write_dynamic_frame.from_options(
    frame=contacts_node7,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://studio/choices_and_relations/out/contacts/", "partitionKeys": []},
    transformation_ctx="S3_node9",
)

job.commit()
