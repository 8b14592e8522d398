"""DynamicFrame: rows with a schema and a name, which Glue's transforms work on.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from pyspark.sql import DataFrame

from awsglue import _filter
from awsglue._collection import DynamicFrameCollection
from awsglue.gluetypes import DynamicRecord, StructType

if TYPE_CHECKING:
    from awsglue.context import GlueContext

__all__ = [
    "DynamicFrame",
    "DynamicFrameCollection",
    "DynamicFrameReader",  # noqa: F822
    "DynamicFrameWriter",  # noqa: F822
    "ResolveOption",
]


def __getattr__(name: str) -> Any:
    # Glue has the reader and the writer here; ours import this module, and so cannot be imported before it is complete.
    if name in ("DynamicFrameReader", "DynamicFrameWriter"):
        from awsglue import _readers

        return getattr(_readers, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class ResolveOption(NamedTuple):
    """How `DynamicFrame.toDF` is to settle the choice column at a path."""

    path: str
    action: str
    target: Any = None


class DynamicFrame:
    """Rows of one schema under a name, immutable and lazy.

    Each transform answers a new frame, and only `count`, `show` and writes run a Spark job.

    Every transform takes Glue's four last parameters. `transformation_ctx` and `info` have no effect yet.
    `stageThreshold` and `totalThreshold` are numbers of error records of this step, and of all steps so far, beyond
    which it fails; 0 stands for any number. Only `filter` makes error records. Where a threshold is set and there may
    be some, they are counted at once, which runs a Spark job; `RuntimeError` says that they are too many.
    """

    def __init__(self, jdf: Any, glue_ctx: GlueContext, name: str = "") -> None:
        """`jdf` is the JVM's frame (`io.mastic.runtime.frame.DynamicFrame`)."""
        self._jdf = jdf
        self.glue_ctx = glue_ctx
        self.name = name
        self._sc = glue_ctx.spark_session.sparkContext
        self._failed: DataFrame | None = None
        self._failed_earlier: list[DataFrame] = []

    @classmethod
    def fromDF(cls, dataframe: DataFrame, glue_ctx: GlueContext, name: str = "") -> DynamicFrame:
        """A frame of a DataFrame's rows."""
        jdf = glue_ctx._jvm.io.mastic.runtime.frame.DynamicFrame.fromDF(dataframe._jdf, name)
        return cls(jdf, glue_ctx, name)

    def toDF(self, options: list[ResolveOption] | None = None) -> DataFrame:
        """The rows as a Spark DataFrame, without copying.

        `options` settle choice columns, which frames do not have yet: only an empty list is taken.
        """
        if options:
            raise NotImplementedError("toDF takes no options yet: frames have no choice columns to settle")
        return DataFrame(self._jdf.toDF(), self.glue_ctx.spark_session)

    def schema(self) -> StructType:
        """The fields and their types, as `awsglue.gluetypes`. Runs no Spark job: the columns are known."""
        return StructType.fromJsonValue(json.loads(self._jdf.schemaJson()))

    def printSchema(self) -> None:
        """Prints the schema as a tree, with Glue's names of the types."""
        print(self._jdf.schemaText(), end="")

    def show(self, num_rows: int = 20) -> None:
        """Prints the first rows, one JSON object a line."""
        for line in self._jdf.firstAsJson(num_rows):
            print(line)

    def count(self) -> int:
        """The number of rows."""
        return self.toDF().count()

    def getNumPartitions(self) -> int:
        """The number of partitions that the rows are processed in."""
        return self.toDF().rdd.getNumPartitions()

    def repartition(
        self,
        num_partitions: int,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The rows spread evenly over this many partitions."""
        return self._with_rows(self.toDF().repartition(num_partitions))._checked(stageThreshold, totalThreshold)

    def coalesce(
        self,
        num_partitions: int,
        shuffle: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The rows in at most this many partitions; with `shuffle` in exactly so many, spread evenly."""
        rows = self.toDF()
        fewer = rows.repartition(num_partitions) if shuffle else rows.coalesce(num_partitions)
        return self._with_rows(fewer)._checked(stageThreshold, totalThreshold)

    def apply_mapping(
        self,
        mappings: list[Any] | tuple[Any, ...],
        case_sensitive: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The listed fields under new names and types; all others are left out.

        A mapping is (source, source type, target, target type), (source, target, target type) or (source, target).
        Dots in a source read from structs and in a target build them, backticks quote. Values that do not fit the
        type become null. Raises `TypeError` for a mapping that is no tuple and `ValueError` for another number of
        parts.
        """
        listed = [mappings] if isinstance(mappings, tuple) else mappings
        for mapping in listed:
            if not isinstance(mapping, tuple):
                raise TypeError(f"A mapping is a tuple, not {mapping!r}")
            if len(mapping) not in (2, 3, 4):
                raise ValueError(f"A mapping has 2, 3 or 4 parts, not {len(mapping)}: {mapping!r}")
        mapped = self._transformed("ApplyMapping", [list(mapping) for mapping in listed], case_sensitive)
        return mapped._checked(stageThreshold, totalThreshold)

    def applyMapping(self, *args: Any, **kwargs: Any) -> DynamicFrame:
        """`apply_mapping` under another name, which also takes a frame as its first argument."""
        if args and isinstance(args[0], DynamicFrame):
            args = args[1:]
        kwargs.pop("frame", None)
        return self.apply_mapping(*args, **kwargs)

    def select_fields(
        self,
        paths: list[str] | str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Only the listed top-level fields, in this order."""
        return self._transformed("SelectFields", _listed(paths))._checked(stageThreshold, totalThreshold)

    def drop_fields(
        self,
        paths: list[str] | str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """All but the listed fields, which may lie in structs and in structs of arrays: `friends.id`."""
        return self._transformed("DropFields", _listed(paths))._checked(stageThreshold, totalThreshold)

    def rename_field(
        self,
        oldName: str,
        newName: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """One field under another name.

        Both are full paths; a name with dots is quoted with backticks, and a backtick within them is doubled.
        """
        return self._transformed("RenameField", oldName, newName)._checked(stageThreshold, totalThreshold)

    def resolveChoice(
        self,
        specs: list[tuple[str, str]] | tuple[str, str] | None = None,
        choice: str = "",
        database: str | None = None,
        table_name: str | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """Settles types: each spec is (path, action), or one action (`choice`) for all choice columns.

        `cast:<type>` casts any field, and what does not fit becomes null. The other actions concern choice columns
        only, which frames do not have yet: they leave other columns alone. `match_catalog` does not work yet.
        """
        if specs is not None and choice:
            raise Exception("Parameter specs and option are both specified, choose one.")
        if specs is None and not choice:
            raise Exception("Parameter specs and option are both missing, add one.")
        if choice == "match_catalog":
            raise NotImplementedError("resolveChoice does not know match_catalog yet: cast the columns by specs")
        if specs is None:
            resolved = self._next(self._transform("ResolveChoice").all(self._jdf, choice))
        else:
            listed = [specs] if isinstance(specs, tuple) else specs
            resolved = self._transformed("ResolveChoice", [list(spec) for spec in listed])
        return resolved._checked(stageThreshold, totalThreshold)

    def split_fields(
        self,
        paths: list[str] | str,
        name1: str,
        name2: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Two frames of the same rows: `name1` with the listed top-level fields, `name2` with all others."""
        listed = self.select_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)
        others = self.drop_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)
        return DynamicFrameCollection({name1: listed._named(name1), name2: others._named(name2)}, self.glue_ctx)

    def filter(
        self,
        f: Callable[[DynamicRecord], Any],
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The rows for which a function of a `DynamicRecord` answers something true.

        The function runs in Python, once for each row; the rows themselves stay in the JVM, and the schema stays as
        it is. A row for which it raises `KeyError`, `ValueError` or `TypeError` is left out. So is one for which it
        raises anything else, and the log says so.
        """
        filtered = self._with_rows(_filter.rows(self.toDF(), f))
        filtered._failed = _filter.failures(self.toDF(), f)
        return filtered._checked(stageThreshold, totalThreshold)

    def join(
        self,
        paths1: list[str] | str,
        paths2: list[str] | str,
        frame2: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The pairs of rows whose keys are equal: `paths1` in this frame, `paths2` in the other, in the same order.

        All columns of both stay. A column of the other frame whose name this one has gets a dot before it: drop it with
        `` "`.id`" ``.
        """
        joined = self._transform("Join").apply(self._jdf, frame2._jdf, _listed(paths1), _listed(paths2))
        return self._next(joined, frame2)._checked(stageThreshold, totalThreshold)

    def union(
        self,
        other_frame: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The rows of both frames by column name. A column of differing types is refused: choices are not there yet."""
        united = self._transform("Union").apply(self._jdf, other_frame._jdf)
        return self._next(united, other_frame)._checked(stageThreshold, totalThreshold)

    def write(
        self,
        connection_type: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        format: str | None = None,
        format_options: dict[str, Any] = {},  # noqa: B006
        accumulator_size: int = 0,
    ) -> Any:
        """Writes the rows; see `GlueContext.write_dynamic_frame_from_options`. `accumulator_size` has no effect."""
        return self.glue_ctx.write_dynamic_frame_from_options(
            self, connection_type, dict(connection_options), format, dict(format_options)
        )

    def errorsCount(self) -> int:
        """The number of error records of this step and of all steps before it. Runs a Spark job if there may be any."""
        return self.stageErrorsCount() + sum(failed.count() for failed in self._failed_earlier)

    def stageErrorsCount(self) -> int:
        """The number of error records of the step that made this frame. Runs a Spark job if there may be any."""
        return 0 if self._failed is None else self._failed.count()

    def _checked(self, stage_threshold: int, total_threshold: int) -> DynamicFrame:
        if stage_threshold < 0 or total_threshold < 0:
            raise ValueError("stageThreshold and totalThreshold are numbers of records, from 0 on")
        for name, limit, count in (
            ("stageThreshold", stage_threshold, self.stageErrorsCount),
            ("totalThreshold", total_threshold, self.errorsCount),
        ):
            if limit > 0 and (found := count()) > limit:
                raise RuntimeError(f"{found} error records are more than {name} {limit} allows")
        return self

    def _named(self, name: str) -> DynamicFrame:
        return self._next(self._jdf.named(name))

    def _transform(self, transform: str) -> Any:
        return getattr(self.glue_ctx._jvm.io.mastic.runtime.transform, transform)

    def _transformed(self, transform: str, *arguments: Any) -> DynamicFrame:
        return self._next(self._transform(transform).apply(self._jdf, *arguments))

    def _with_rows(self, rows: DataFrame) -> DynamicFrame:
        return self._next(self._jdf.__getattr__("with")(rows._jdf))

    def _next(self, jdf: Any, *others: DynamicFrame) -> DynamicFrame:
        following = DynamicFrame(jdf, self.glue_ctx, jdf.name())
        for frame in (self, *others):
            following._failed_earlier += frame._failed_earlier
            if frame._failed is not None:
                following._failed_earlier.append(frame._failed)
        # Branches that meet again have steps in common.
        following._failed_earlier = list(dict.fromkeys(following._failed_earlier))
        return following


def _listed(paths: list[str] | str) -> list[str]:
    return [paths] if isinstance(paths, str) else list(paths)
