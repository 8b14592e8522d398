"""Glue's transforms as classes, each called as `Name.apply(...)`.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms.html
"""

from awsglue.transforms.apply_mapping import ApplyMapping
from awsglue.transforms.coalesce import Coalesce
from awsglue.transforms.collection_transforms import FlatMap, MapToCollection, SelectFromCollection
from awsglue.transforms.drop_fields import DropFields
from awsglue.transforms.drop_nulls import DropNullFields
from awsglue.transforms.errors_as_dynamic_frame import ErrorsAsDynamicFrame
from awsglue.transforms.filter import Filter
from awsglue.transforms.join import Join
from awsglue.transforms.map import Map
from awsglue.transforms.relationalize import Relationalize
from awsglue.transforms.rename_field import RenameField
from awsglue.transforms.repartition import Repartition
from awsglue.transforms.resolve_choice import ResolveChoice
from awsglue.transforms.select_fields import SelectFields
from awsglue.transforms.spigot import Spigot
from awsglue.transforms.split_fields import SplitFields
from awsglue.transforms.split_rows import SplitRows
from awsglue.transforms.transform import GlueTransform as GlueTransform
from awsglue.transforms.transform import describe_transform as describe_transform
from awsglue.transforms.transform import get_transform as get_transform
from awsglue.transforms.transform import get_transforms as get_transforms
from awsglue.transforms.unbox import Unbox
from awsglue.transforms.union import Union
from awsglue.transforms.unnest_frame import UnnestFrame

# What `from awsglue.transforms import *` brings into a script, as in Glue.
__all__ = [
    "ApplyMapping",
    "Coalesce",
    "DropFields",
    "DropNullFields",
    "ErrorsAsDynamicFrame",
    "Filter",
    "FlatMap",
    "Join",
    "Map",
    "MapToCollection",
    "Relationalize",
    "RenameField",
    "Repartition",
    "ResolveChoice",
    "SelectFields",
    "SelectFromCollection",
    "Spigot",
    "SplitFields",
    "SplitRows",
    "Unbox",
    "Union",
    "UnnestFrame",
]
