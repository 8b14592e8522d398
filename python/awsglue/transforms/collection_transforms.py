"""Transforms of collections.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SelectFromCollection.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.transforms.transform import GlueTransform


class SelectFromCollection(GlueTransform):
    """The frame of a key, empty if there is none; see `DynamicFrameCollection.select`."""

    def __call__(self, dfc: DynamicFrameCollection, key: str, transformation_ctx: str = "") -> DynamicFrame:
        return dfc.select(key, transformation_ctx)


class MapToCollection(GlueTransform):
    """A function applied to each frame of a collection; see `DynamicFrameCollection.map`."""

    def __call__(
        self,
        dfc: DynamicFrameCollection,
        callable: Callable[[DynamicFrame, str], DynamicFrame],
        transformation_ctx: str = "",
    ) -> DynamicFrameCollection:
        return dfc.map(callable, transformation_ctx)


class FlatMap(GlueTransform):
    """A transform class applied to each frame of a collection; see `DynamicFrameCollection.flatmap`.

    `frame_name` is the transform's parameter that gets the frame; `base_kwargs` are its other arguments.
    """

    def __call__(
        self,
        dfc: DynamicFrameCollection,
        BaseTransform: type[GlueTransform],
        frame_name: str,
        transformation_ctx: str = "",
        **base_kwargs: Any,
    ) -> DynamicFrameCollection:
        def transformed(frame: DynamicFrame, context: str) -> Any:
            return BaseTransform.apply(**base_kwargs | {frame_name: frame, "transformation_ctx": context})

        return dfc.flatmap(transformed, transformation_ctx)
