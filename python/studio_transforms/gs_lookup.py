"""Lookup: see https://docs.aws.amazon.com/glue/latest/dg/transforms-lookup.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import separated


def gs_lookup(self: DynamicFrame, tableName: str, keyMapping: str, colList: str) -> DynamicFrame:
    """Adds columns of a table of the Data Catalog to the rows whose keys it has.

    - `tableName`: `database.table`; a table alone is looked for in `default`
    - `keyMapping`: the columns that must be equal, separated by commas: `data=lookup`, or one name for both
    - `colList`: the columns of the table to add, separated by commas

    A row without a match stays, with nulls, and one with several comes several times. A null is no key's equal.
    Raises `IllegalArgumentException`, which names the parameter, for a column that is not there and for one whose
    name the data has already.
    """
    database, _, table = tableName.rpartition(".")
    lookup = self.glue_ctx.create_dynamic_frame.from_catalog(
        database.replace("`", "") or "default", table.replace("`", "")
    )
    return self._transformed("Lookup", lookup._jdf, separated(keyMapping), separated(colList))


DynamicFrame.gs_lookup = gs_lookup  # type: ignore[attr-defined]
