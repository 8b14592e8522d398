"""Frames under names, as transforms with more than one result give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from awsglue import dynamicframe

if TYPE_CHECKING:
    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame

    Transform = Callable[[DynamicFrame, str], Any]


class DynamicFrameCollection:
    """Frames by key, in the order in which they were given.

    See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame-collection.html
    """

    def __init__(self, dynamic_frames: dict[str, DynamicFrame] | list[DynamicFrame], glue_ctx: GlueContext) -> None:
        """Takes a dict, or a list whose frames are keyed by their names; raises `TypeError` for anything else."""
        if isinstance(dynamic_frames, dict):
            self._frames = dict(dynamic_frames)
        elif isinstance(dynamic_frames, list):
            self._frames = {frame.name: frame for frame in dynamic_frames}
        else:
            raise TypeError(f"A collection is made of a dict or a list of frames, not of {type(dynamic_frames)}")
        self._glue_ctx = glue_ctx

    def __getitem__(self, key: str) -> DynamicFrame:
        """The frame of a key; raises `KeyError` if there is none."""
        return self._frames[key]

    def __len__(self) -> int:
        return len(self._frames)

    def keys(self) -> Iterable[str]:
        """The keys."""
        return self._frames.keys()

    def values(self) -> Iterable[DynamicFrame]:
        """The frames."""
        return self._frames.values()

    def select(self, key: str, transformation_ctx: str = "") -> DynamicFrame:
        """The frame of a key, or a frame without rows and columns if there is none."""
        if key in self._frames:
            return self._frames[key]
        empty = self._glue_ctx.spark_session.createDataFrame([], "struct<>")
        return dynamicframe.DynamicFrame.fromDF(empty, self._glue_ctx, key)

    def map(self, callable: Transform, transformation_ctx: str = "") -> DynamicFrameCollection:
        """A collection of what a function makes of each frame; it gets the frame and its context, `<context>:<key>`.

        Raises `TypeError` if the function answers anything but a frame.
        """
        mapped = {key: callable(frame, f"{transformation_ctx}:{key}") for key, frame in self._frames.items()}
        for key, frame in mapped.items():
            _check(key, frame, dynamicframe.DynamicFrame)
        return DynamicFrameCollection(mapped, self._glue_ctx)

    def flatmap(self, f: Transform, transformation_ctx: str = "") -> DynamicFrameCollection:
        """As `map`, for functions that may also answer a collection: its frames are keyed `<key>_<their key>`."""
        flat: dict[str, DynamicFrame] = {}
        for key, frame in self._frames.items():
            found = f(frame, f"{transformation_ctx}:{key}")
            _check(key, found, (dynamicframe.DynamicFrame, DynamicFrameCollection))
            if isinstance(found, DynamicFrameCollection):
                flat |= {f"{key}_{inner}": each for inner, each in found._frames.items()}
            else:
                flat[key] = found
        return DynamicFrameCollection(flat, self._glue_ctx)


def _check(key: str, found: Any, wanted: Any) -> None:
    if not isinstance(found, wanted):
        raise TypeError(f"The function has to answer a DynamicFrame, and for {key!r} it answered {type(found)}")
