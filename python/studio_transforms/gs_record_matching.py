"""Record Matching: see https://docs.aws.amazon.com/glue/latest/dg/transforms-record-matching.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_record_matching(self: DynamicFrame, transformId: str, computeMatchConfidence: bool = False) -> DynamicFrame:
    """Is not there: it needs a FindMatches transform that Amazon has trained.

    - `transformId`: of the trained transform
    - `computeMatchConfidence`: whether a match has a confidence

    Raises `NotImplementedError`.
    """
    raise NotImplementedError(
        "Record Matching needs a FindMatches transform that was trained on AWS, which cannot be had here: "
        "match the records by rules, with Join, Lookup or a SQL query"
    )


DynamicFrame.gs_record_matching = gs_record_matching  # type: ignore[attr-defined]
