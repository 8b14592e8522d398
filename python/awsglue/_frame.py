"""What every frame has, whichever transforms it goes through: rows, a schema, a name, and error records."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from pyspark.sql import DataFrame

from awsglue.gluetypes import StructType
from awsglue.utils import callsite

if TYPE_CHECKING:
    from typing import Self

    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame

RESOLVED = {"keepasstruct": "make_struct", "project": "project", "cast": "cast"}


class ResolveOption(NamedTuple):
    """How `DynamicFrame.toDF` is to settle the choice column at a path."""

    path: str
    action: str
    target: Any = None


class Frame:
    """Rows of one schema under a name; the JVM's frame (`io.mastic.runtime.frame.DynamicFrame`) holds them."""

    def __init__(self, jdf: Any, glue_ctx: GlueContext, name: str = "") -> None:
        """`jdf` is the JVM's frame, or a function that answers it when it is first needed."""
        self._given = jdf
        self.glue_ctx = glue_ctx
        self.name = name
        self._sc = glue_ctx.spark_session.sparkContext

    @property
    def _jdf(self) -> Any:
        if callable(self._given):
            self._given = self._given()
        return self._given

    @classmethod
    def fromDF(cls, dataframe: DataFrame, glue_ctx: GlueContext, name: str = "") -> Self:
        """A frame of a DataFrame's rows."""
        return cls(glue_ctx._jvm.io.mastic.runtime.frame.DynamicFrame.fromDF(dataframe._jdf, name), glue_ctx, name)

    def toDF(self, options: list[ResolveOption] | None = None) -> DataFrame:
        """The rows as a Spark DataFrame, without copying; a choice is a struct with one field for each of its types.

        `options` settle choices: `ResolveOption(path, "Project", type)` keeps the values of one type of
        `awsglue.gluetypes`, `"Cast"` converts all to it, and `"KeepAsStruct"` leaves the struct. Raises `ValueError`
        for another action.
        """
        frame = self._jdf
        if options:
            frame = self._transform("ResolveChoice").apply(frame, [_spec(option) for option in options])
        return DataFrame(frame.toDF(), self.glue_ctx.spark_session)

    def schema(self) -> StructType:
        """The fields and their types, as `awsglue.gluetypes`. Runs no Spark job but for the answers of functions."""
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

    def with_frame_schema(self, schema: StructType) -> DynamicFrame:
        """The rows with another schema: fields by name, as its types; a field that is not there is null.

        The schema is trusted: rows are not read to see whether they are so, and what does not fit becomes null.
        """
        return self._transformed("WithSchema", json.dumps(schema.jsonValue()))

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
            self._itself(), connection_type, dict(connection_options), format, dict(format_options)
        )

    def errorsCount(self) -> int:
        """The number of error records of this step and of all steps before it. Runs a Spark job if there may be any."""
        return int(self._jdf.errors().count())

    def stageErrorsCount(self) -> int:
        """The number of error records of the step that made this frame. Runs a Spark job if there may be any."""
        return int(self._jdf.errors().stageCount())

    def errorsAsDynamicFrame(self) -> DynamicFrame:
        """The error records of this step and of all before it, one column `error`.

        It is a struct of `callsite` (`site`, `info`), `msg`, `stackTrace`, `input`, `bytesread`, `source` and
        `dynamicRecord`. The records, in `input` and `dynamicRecord`, are texts: JSON, or the line of a file.
        """
        return self._next(self._jdf.errorsAsDynamicFrame())

    def assertErrorThreshold(self) -> None:
        """Raises `RuntimeError` if there are more error records than `stageThreshold` or `totalThreshold` allowed."""
        self._checked(*getattr(self, "_thresholds", (0, 0)))

    def _checked(self, stage_threshold: int, total_threshold: int) -> DynamicFrame:
        if stage_threshold < 0 or total_threshold < 0:
            raise ValueError("stageThreshold and totalThreshold are numbers of records, from 0 on")
        self._thresholds = (stage_threshold, total_threshold)
        for name, limit, count in (
            ("stageThreshold", stage_threshold, self.stageErrorsCount),
            ("totalThreshold", total_threshold, self.errorsCount),
        ):
            if limit > 0 and (found := count()) > limit:
                raise RuntimeError(f"{found} error records are more than {name} {limit} allows")
        return self._itself()

    def _itself(self) -> DynamicFrame:
        return self  # type: ignore[return-value]

    def _failing(self, failed: DataFrame | None, info: str) -> Any:
        """The JVM's frame, of a step that failed on some records."""
        if failed is None:
            return self._jdf
        errors = self.glue_ctx._jvm.io.mastic.runtime.frame.ErrorRecords.of(failed._jdf, callsite(), info)
        return self._jdf.failing(errors)

    def _read_as(self, rows: DataFrame, schema: StructType) -> DynamicFrame:
        """A frame of what was made of this one's rows, by Python."""
        result = self.glue_ctx._jvm.io.mastic.runtime.frame.DynamicFrame.of(
            rows._jdf, json.dumps(schema.jsonValue()), self.name
        )
        return self._next(self._jdf.followedBy(result))

    def _named(self, name: str) -> DynamicFrame:
        return self._next(self._jdf.named(name))

    def _transform(self, transform: str) -> Any:
        return getattr(self.glue_ctx._jvm.io.mastic.runtime.transform, transform)

    def _transformed(self, transform: str, *arguments: Any) -> DynamicFrame:
        return self._next(self._transform(transform).apply(self._jdf, *arguments))

    def _with_rows(self, rows: DataFrame) -> DynamicFrame:
        return self._next(self._jdf.__getattr__("with")(rows._jdf))

    def _next(self, jdf: Any) -> DynamicFrame:
        return type(self)(jdf, self.glue_ctx, jdf.name())  # type: ignore[return-value]

    def _later(self, answer: Callable[[], Any], name: str) -> DynamicFrame:
        """A frame that is made when something of it is needed."""
        return type(self)(answer, self.glue_ctx, name)  # type: ignore[return-value]


def _spec(option: ResolveOption) -> list[str]:
    action = RESOLVED.get(str(option.action).lower())
    if action is None:
        raise ValueError(f"A ResolveOption's action is KeepAsStruct, Project or Cast, not {option.action!r}")
    if action == "make_struct":
        return [option.path, action]
    target = option.target
    if not hasattr(target, "jsonValue") or not hasattr(target, "properties"):
        raise ValueError(f"The target of {option.action} is a type of awsglue.gluetypes, not {target!r}")
    name = target.typeName()
    if name == "decimal":
        name = f"decimal({target.precision},{target.scale})"
    return [option.path, f"{action}:{name}"]


def listed(paths: list[str] | str) -> list[str]:
    """A list of one path or of several."""
    return [paths] if isinstance(paths, str) else list(paths)
