"""Runs one transform on sample rows: usage `python -m mastic_driver.transform_test < ASKED`.

Asked is `{"module", "functionName", "rows", "parameters": [{"name", "type", "listType", "value"}]}` as JSON: the path
of the module or the name of one of the library's, and the path of a file of JSON or CSV, or null for an empty frame.
"""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from pathlib import Path
from typing import Any

from mastic_driver import jvm, local, script

SHOWN = 20


def main() -> int:
    asked = json.load(sys.stdin)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    try:
        with local.spark("transform-test", {}):
            return test(asked)
    except jvm.JvmError as e:
        print(f"mastic: {e}", file=sys.stderr)
        return 1


def test(asked: dict[str, Any]) -> int:
    from pyspark.context import SparkContext
    from pyspark.sql.types import StructType

    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame

    glue_context = GlueContext(SparkContext.getOrCreate())
    glue_context.spark_session.conf.set("spark.sql.shuffle.partitions", "2")
    try:
        rows = asked["rows"]
        empty = glue_context.spark_session.createDataFrame([], StructType([]))
        before = empty if rows is None else read(glue_context.spark_session, Path(rows).resolve())
        show("Before", before)
        module = Path(asked["module"])
        if module.suffix == ".py":
            sys.path.insert(0, str(module.resolve().parent))
        importlib.import_module(module.stem)
        given = {one["name"]: typed(one) for one in asked["parameters"]}
        after = getattr(DynamicFrame.fromDF(before, glue_context, "sample"), asked["functionName"])(**given)
        if not isinstance(after, DynamicFrame):
            print(f"mastic: the transform gave {type(after).__name__}, and not a DynamicFrame", file=sys.stderr)
            return 1
        show("After", after.toDF())
    except Exception as e:
        traceback.print_exc()
        print(f"mastic: {script.message(e)}", file=sys.stderr)
        return 1
    finally:
        glue_context.spark_session.stop()
    return 0


def read(session: Any, file: Path) -> Any:
    if file.suffix == ".csv":
        return session.read.csv(file.as_uri(), header=True, inferSchema=True)
    return session.read.json(file.as_uri(), multiLine=file.read_text().lstrip().startswith("["))


def show(title: str, frame: Any) -> None:
    kept = frame.cache()
    print(f"{title}: {kept.count()} rows")
    kept.printSchema()
    kept.show(SHOWN, truncate=False)


def typed(parameter: dict[str, Any]) -> Any:
    value: str = parameter["value"]
    if parameter["type"] == "list":
        return [single(parameter["listType"], part.strip()) for part in value.split(",") if part.strip()]
    return single(parameter["type"], value)


def single(kind: str, value: str) -> Any:
    if kind == "bool":
        return value.lower() == "true"
    return {"int": int, "float": float}.get(kind, str)(value)


if __name__ == "__main__":
    sys.exit(main())
