"""DropNullFields: see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-DropNullFields.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class DropNullFields(GlueTransform):
    """All but the fields that have the null type, because no record has a value for them. Prints which they are."""

    def __call__(
        self,
        frame: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        paths = list(frame._transform("DropNullFields").paths(frame._jdf))
        print(f"null_fields {paths}")
        return frame.drop_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)
