"""Regex Extractor: see https://docs.aws.amazon.com/glue/latest/dg/transforms-regex-extractor.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import separated


def gs_regex_extract(self: DynamicFrame, colName: str, regex: str, newCols: str) -> DynamicFrame:
    """Makes text columns of what the groups of a regular expression find in a text.

    - `colName`: the text
    - `regex`: as Java has them; the first match anywhere in the text counts
    - `newCols`: a column for each group, separated by commas, and empty to leave one out; without groups, one for
      the whole match. Columns of these names are overwritten in their places

    Null stays null; without a match the columns are empty texts. Raises `IllegalArgumentException`, which names the
    parameter, for an expression that cannot be read and for another number of names.
    """
    return self._transformed("RegexExtractor", colName, regex, separated(newCols))


DynamicFrame.gs_regex_extract = gs_regex_extract  # type: ignore[attr-defined]
