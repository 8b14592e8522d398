"""Spigot: see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-spigot.html"""

from __future__ import annotations

from typing import Any

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class Spigot(GlueTransform):
    """The same rows, of which a sample is written as JSON; see `DynamicFrame.spigot`."""

    def __call__(
        self,
        frame: DynamicFrame,
        path: str,
        options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        return frame.spigot(path, options, transformation_ctx)
