"""SplitFields: see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SplitFields.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.transforms.transform import GlueTransform


class SplitFields(GlueTransform):
    """Two frames of the same rows, one with the listed fields, one with the others; see `DynamicFrame.split_fields`.

    Without names they are called after the frame, or `frame` if it has none, with 1 and 2 behind.
    """

    def __call__(
        self,
        frame: DynamicFrame,
        paths: list[str] | str,
        name1: str | None = None,
        name2: str | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        names = (name1 or f"{frame.name or 'frame'}1", name2 or f"{frame.name or 'frame'}2")
        return frame.split_fields(paths, *names, transformation_ctx, info, stageThreshold, totalThreshold)
