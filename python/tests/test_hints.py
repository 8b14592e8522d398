"""Hints for what could be better, from stages that are really skewed and really spill, as a run tells them."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pyspark.sql import SparkSession
from pyspark.sql.functions import sum as total
from pyspark.sql.window import Window

from platform_process import Platform

STREAM = "job-insights-rule-driver"
# A window keeps a partition's rows in memory up to here, and writes them to disk from then on.
SPILLING = {
    "spark.sql.windowExec.buffer.in.memory.threshold": "1000",
    "spark.sql.windowExec.buffer.spill.threshold": "200000",
}


def told(platform: Platform, run_id: str) -> list[dict[str, Any]]:
    """The lines of the run's stream, in the server's own file: a Python-shell run, as this one, has no such stream."""
    file = platform.runs / run_id / f"{STREAM}.log"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


Hinted = Callable[[Callable[[], object]], list[dict[str, Any]]]


@pytest.fixture
def hinted(spark: SparkSession, platform: Platform, run: dict[str, str]) -> Iterator[Hinted]:
    """What a run would be told at its end that does only this."""
    context, jvm = spark.sparkContext._jsc.sc(), spark._jvm
    conf = jvm.org.apache.spark.SparkConf(False).set("spark.mastic.insights", "true")
    metrics = jvm.io.mastic.runtime.metrics.RunMetrics(conf)

    def during(work: Callable[[], object]) -> list[dict[str, Any]]:
        before = len(told(platform, run["MASTIC_RUN_ID"]))
        context.addSparkListener(metrics)
        work()
        context.listenerBus().waitUntilEmpty()
        metrics.onApplicationEnd(None)
        return told(platform, run["MASTIC_RUN_ID"])[before:]

    yield during
    context.removeSparkListener(metrics)


def in_tasks(spark: SparkSession, *seconds: float) -> Callable[[], object]:
    tasks = spark.sparkContext.parallelize(seconds, len(seconds))
    return lambda: tasks.foreachPartition(lambda part: time.sleep(sum(part)))


def test_a_skewed_stage(spark: SparkSession, hinted: Hinted) -> None:
    [hint] = hinted(in_tasks(spark, *[0.2] * 8, 5.5))
    assert hint["Event"] == "GlueETLJobRuleEvent"
    assert hint["Rule"] == "SKEW"
    longest, times = map(int, re.findall(r" took (\d+) ms, (\d+) times", hint["Seen"])[0])
    assert longest >= 5_500
    assert 5 <= times <= longest / 200 + 1


def test_a_stage_of_long_and_like_tasks_has_no_hint(spark: SparkSession, hinted: Hinted) -> None:
    assert hinted(in_tasks(spark, 5.2, 2.5, 2.5)) == []


def test_a_skewed_stage_of_short_tasks_has_no_hint(spark: SparkSession, hinted: Hinted) -> None:
    assert hinted(in_tasks(spark, *[0.05] * 8, 1.5)) == []


def in_a_window(spark: SparkSession, rows: int) -> Callable[[], object]:
    """Each row has some two hundred bytes that can hardly be compressed."""
    one = Window.partitionBy("one").rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing)
    numbers = ", ".join(["rand()"] * 24)
    wide = spark.range(0, rows, 1, 2).selectExpr("id", "id < 0 as one", f"array({numbers}) as numbers")
    return lambda: wide.withColumn("total", total("id").over(one)).write.format("noop").mode("append").save()


@pytest.fixture
def spilling(spark: SparkSession) -> Iterator[None]:
    for name, value in SPILLING.items():
        spark.conf.set(name, value)
    yield
    for name in SPILLING:
        spark.conf.unset(name)


def test_a_stage_that_spills(spark: SparkSession, hinted: Hinted, spilling: None) -> None:
    [hint] = hinted(in_a_window(spark, 600_000))
    assert hint["Rule"] == "SPILL"
    assert int(hint["Seen"].split(" wrote ")[1].split()[0]) >= 64 << 20


def test_a_stage_that_spills_little_has_no_hint(spark: SparkSession, hinted: Hinted, spilling: None) -> None:
    assert hinted(in_a_window(spark, 250_000)) == []


def test_a_stage_that_fits_into_memory_has_no_hint(spark: SparkSession, hinted: Hinted) -> None:
    assert hinted(in_a_window(spark, 250_000)) == []
