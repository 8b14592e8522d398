"""Transforms that Glue has and Mastic does not have yet. Scripts can import them; a call says that they are missing."""

from __future__ import annotations

from awsglue.transforms.transform import Missing


class ErrorsAsDynamicFrame(Missing):
    """Missing: the error records of a frame."""


class Map(Missing):
    """Missing: a function applied to each record."""


class Relationalize(Missing):
    """Missing: nested data as tables."""


class Spigot(Missing):
    """Missing: a sample of the records written on the way."""


class SplitRows(Missing):
    """Missing: a frame split by conditions on rows."""


class Unbox(Missing):
    """Missing: a text column parsed."""


class UnnestFrame(Missing):
    """Missing: nested fields as columns."""
