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


# Script generated for node Persons
Persons_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/legislators/persons/"], "recurse": True},
    transformation_ctx="Persons_node1",
)

# Script generated for node Memberships
Memberships_node2 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/legislators/memberships/"], "recurse": True},
    transformation_ctx="Memberships_node2",
)

# Script generated for node Organizations
Organizations_node3 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": "false"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://studio/legislators/organizations/"], "recurse": True},
    transformation_ctx="Organizations_node3",
)

# Script generated for node Drop Fields
DropFields_node4 = DropFields.apply(
    frame=Organizations_node3, paths=["identifiers", "other_names"], transformation_ctx="DropFields_node4"
)

# Script generated for node Rename id
Renameid_node5 = RenameField.apply(
    frame=DropFields_node4, old_name="id", new_name="org_id", transformation_ctx="Renameid_node5"
)

# Script generated for node Rename name
Renamename_node6 = RenameField.apply(
    frame=Renameid_node5, old_name="name", new_name="org_name", transformation_ctx="Renamename_node6"
)

# Script generated for node Members
Members_node7 = Join.apply(
    frame1=Persons_node1, frame2=Memberships_node2, keys1=["id"], keys2=["person_id"], transformation_ctx="Members_node7"
)

# Script generated for node History
History_node8 = Join.apply(
    frame1=Renamename_node6,
    frame2=Members_node7,
    keys1=["org_id"],
    keys2=["organization_id"],
    transformation_ctx="History_node8",
)

# Script generated for node Drop Keys
DropKeys_node9 = DropFields.apply(frame=History_node8, paths=["person_id", "org_id"], transformation_ctx="DropKeys_node9")

# Script generated for node Relationalize
Relationalize_node10 = Relationalize.apply(
    frame=DropKeys_node9,
    staging_path="s3://studio/legislators/temp/",
    name="history",
    transformation_ctx="Relationalize_node10",
)

# Script generated for node Collection
for name in Relationalize_node10.keys():
    glueContext.write_dynamic_frame.from_options(
        frame=Relationalize_node10.select(name),
        connection_type="s3",
        format="json",
        connection_options={"path": "s3://studio/legislators/out/" + name, "partitionKeys": []},
        transformation_ctx="Collection_node11_" + name,
    )

job.commit()
