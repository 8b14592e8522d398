"""Relationalize: see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-Relationalize.html"""

from __future__ import annotations

from typing import Any

from awsglue import utils
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.transforms.transform import GlueTransform


class Relationalize(GlueTransform):
    """Nested data as flat frames; see `DynamicFrame.relationalize`.

    Without `staging_path` it is the `TempDir` that the last `getResolvedOptions` found; `RuntimeError` without either.
    """

    def __call__(
        self,
        frame: DynamicFrame,
        staging_path: str | None = None,
        name: str = "roottable",
        options: dict[str, Any] | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        path = staging_path or utils._global_args.get("TempDir")
        if not path:
            raise RuntimeError("Relationalize needs staging_path, or the job's argument --TempDir")
        return frame.relationalize(name, path, options or {}, transformation_ctx, info, stageThreshold, totalThreshold)
