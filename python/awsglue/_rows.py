"""Transforms of a frame's rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from awsglue import _functions
from awsglue._collection import DynamicFrameCollection
from awsglue._frame import Frame, listed
from awsglue.gluetypes import DynamicRecord

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame

    Envelopes = Iterable[_functions.Envelope]


class RowTransforms(Frame):
    """Transforms that choose, change, add or spread rows."""

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
        it is. A row for which it raises `KeyError`, `ValueError` or `TypeError` is left out. One for which it raises
        anything else is an error record, and the log shows the first few.
        """
        schema = self.schema()
        filtered = self._with_rows(_functions.kept(self.toDF(), schema, f))
        failed = _functions.failing(self.toDF(), schema, f)
        return self._next(filtered._failing(failed, info))._checked(stageThreshold, totalThreshold)

    def map(
        self,
        f: Callable[[DynamicRecord], Any],
        preservesPartitioning: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """What a function answers of each `DynamicRecord`: a record, or a dict.

        A record for which it raises an exception, or answers nothing, is an error record. The types of the answers are
        found by reading them once; a field keeps its type if its values still fit. See `mapPartitions` for what runs
        when.
        """
        function = _functions.each_record(f)
        return self._mapped(function, info)._checked(stageThreshold, totalThreshold)

    def mapPartitions(
        self,
        f: Callable[[Envelopes], Envelopes],
        preservesPartitioning: bool = True,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """What a function answers of the records of each partition.

        It gets and gives an iterable of dicts `{"record": {…}, "isError": bool, "errorMessage": str}`. It runs, once,
        when rows or the schema are first needed; what it answers is kept until the frame is no longer in use.
        """
        return self._mapped(lambda _, envelopes: f(envelopes), info)._checked(stageThreshold, totalThreshold)

    def mapPartitionsWithIndex(
        self,
        f: Callable[[int, Envelopes], Envelopes],
        preservesPartitioning: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """As `mapPartitions`, for a function that gets the partition's number as well, first."""
        return self._mapped(f, info)._checked(stageThreshold, totalThreshold)

    def _mapped(self, function: Callable[[int, Any], Any], info: str) -> DynamicFrame:
        def answer() -> Any:
            session = self.glue_ctx.spark_session
            rows, schema, failed = _functions.mapped(session, self.toDF(), self.schema(), function)
            return self._read_as(rows, schema)._failing(failed, info)

        return self._later(answer, self.name)

    def split_rows(
        self,
        comparison_dict: dict[str, dict[str, Any]],
        name1: str,
        name2: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Two frames: `name1` with the rows for which all comparisons hold, `name2` with the others.

        `{"price": {">": 10, "<=": 20}}` has the comparisons of each field; operators are `=`, `!=`, `<`, `<=`, `>` and
        `>=`. A comparison with null does not hold.
        """
        self._checked(stageThreshold, totalThreshold)
        comparisons = {path: dict(operators) for path, operators in comparison_dict.items()}
        first, second = self._transform("SplitRows").apply(self._jdf, comparisons, name1, name2)
        return DynamicFrameCollection({name1: self._next(first), name2: self._next(second)}, self.glue_ctx)

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
        joined = self._transformed_with(frame2, "Join", listed(paths1), listed(paths2))
        return joined._checked(stageThreshold, totalThreshold)

    def union(
        self,
        other_frame: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The rows of both frames by column name; a column whose types differ becomes a choice."""
        return self._transformed_with(other_frame, "Union")._checked(stageThreshold, totalThreshold)

    def mergeDynamicFrame(
        self,
        stage_dynamic_frame: DynamicFrame,
        primary_keys: list[str] | str,
        transformation_ctx: str = "",
        options: dict[str, Any] = {},  # noqa: B006
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The rows of this frame, those with the keys of a staged row replaced by it, and all other staged rows.

        Rows that have a key twice stay twice, on either side. Schemas may differ. `options` have no effect.
        """
        merged = self._transformed_with(stage_dynamic_frame, "MergeFrames", listed(primary_keys))
        return merged._checked(stageThreshold, totalThreshold)

    def spigot(
        self,
        path: str,
        options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The same rows, of which some are written to a folder as JSON, now.

        `options` are `topk`, the number of rows at most (100), and `prob`, the chance of each row, from 0 to 1 (1).
        """
        sample = self.toDF()
        chance = float(options.get("prob", 1))
        if chance < 1:
            sample = sample.sample(chance)
        rows = self._with_rows(sample.limit(int(options.get("topk", 100))))
        self.glue_ctx.write_dynamic_frame_from_options(rows, "s3", {"path": path}, "json", {}, transformation_ctx)
        return self._with_rows(self.toDF())._checked(stageThreshold, totalThreshold)

    def _transformed_with(self, other: DynamicFrame, transform: str, *arguments: Any) -> DynamicFrame:
        return self._next(self._transform(transform).apply(self._jdf, other._jdf, *arguments))
