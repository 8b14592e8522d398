"""EvaluateDataQuality: outcomes of rules and of rows, and where they can be read afterwards."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyspark.sql import SparkSession

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsgluedq.transforms import EvaluateDataQuality
from platform_process import ROOT

SCHEMA = "id int, name string, score double, day date, code string"
ROWS = """
    VALUES (1, 'ann', 1.0, date'2024-01-01', '10'),
           (2, 'bob', 2.0, date'2024-01-02', '20'),
           (3, 'bob', 3.0, date'2024-01-03', 'x'),
           (4, NULL, 6.0, date'2024-01-04', NULL)
    AS t(id, name, score, day, code)
"""
QUIET = {"enableDataQualityResultsPublishing": False}


@pytest.fixture
def frame(spark: SparkSession, glue_context: GlueContext) -> DynamicFrame:
    return DynamicFrame.fromDF(spark.sql(f"SELECT * FROM {ROWS}"), glue_context, "people")


def outcome(frame: DynamicFrame, rule: str) -> tuple[str, str | None, dict[str, float]]:
    (row,) = EvaluateDataQuality.apply(frame, f"Rules = [ {rule} ]", QUIET).toDF().collect()
    assert row.Rule == row.EvaluatedRule == rule
    return row.Outcome, row.FailureReason, row.EvaluatedMetrics


# Each rule, and of each failing one the value that its reason names.
RULES = [
    ("ColumnCount = 5", None, {"Dataset.*.ColumnCount": 5}),
    ("ColumnCount between 4 and 5", "5.0", {"Dataset.*.ColumnCount": 5}),
    ("RowCount > 3", None, {"Dataset.*.RowCount": 4}),
    ("RowCount > 4", "4", {"Dataset.*.RowCount": 4}),
    ("RowCount = 1 where \"name = 'ann'\"", None, {"Dataset.*.RowCount": 1}),
    ('ColumnExists "name"', None, {}),
    ('IsComplete "id"', None, {"Column.id.Completeness": 1}),
    ('IsComplete "name"', "0.75", {"Column.name.Completeness": 0.75}),
    ('IsComplete "name" where "id < 4"', None, {"Column.name.Completeness": 1}),
    ('Completeness "name" >= 0.7', None, {"Column.name.Completeness": 0.75}),
    ('IsUnique "id"', None, {"Column.id.Uniqueness": 1}),
    ('IsUnique "name"', str(1 / 3), {"Column.name.Uniqueness": 1 / 3}),
    ('IsUnique "name" where "id <> 2"', None, {"Column.name.Uniqueness": 1}),
    ('IsUnique "name" "score"', None, {"Multicolumn.name,score.Uniqueness": 1}),
    ('Uniqueness "name" between 0.3 and 0.4', None, {"Column.name.Uniqueness": 1 / 3}),
    ('UniqueValueRatio "name" = 0.5', None, {"Column.name.UniqueValueRatio": 0.5}),
    ('DistinctValuesCount "name" = 2', None, {"Column.name.DistinctValuesCount": 2}),
    ('Entropy "name" between 0.63 and 0.64', None, {"Column.name.Entropy": pytest.approx(0.6365, abs=1e-4)}),
    ('IsPrimaryKey "id"', None, {"Column.id.Uniqueness": 1, "Column.id.Completeness": 1}),
    ('Mean "score" = 3', None, {"Column.score.Mean": 3}),
    ('Sum "score" > 12', "12.0", {"Column.score.Sum": 12}),
    ('Sum "score" = 3 where "id <= 2"', None, {"Column.score.Sum": 3}),
    ('StandardDeviation "score" < 2', None, {"Column.score.StandardDeviation": pytest.approx(1.8708, abs=1e-4)}),
    (
        'ColumnCorrelation "id" "score" > 0.9',
        None,
        {"Multicolumn.id,score.ColumnCorrelation": pytest.approx(0.956, abs=1e-3)},
    ),
    ('ColumnValues "score" > 0', None, {"Column.score.Minimum": 1}),
    ('ColumnValues "score" > 1', "1.0", {"Column.score.Minimum": 1}),
    ('ColumnValues "score" <= 5', "6.0", {"Column.score.Maximum": 6}),
    ('ColumnValues "score" between 0 and 7', None, {"Column.score.Minimum": 1, "Column.score.Maximum": 6}),
    ('ColumnValues "score" > 1 with threshold > 0.7', None, {"Column.score.ColumnValues.Compliance": 0.75}),
    ('ColumnValues "name" in ["ann", "bob"]', "NULL", {"Column.name.ColumnValues.Compliance": 0.75}),
    ('ColumnValues "name" in ["ann", "bob", NULL]', None, {"Column.name.ColumnValues.Compliance": 1}),
    ('ColumnValues "name" in ["ann", NULL]', "0.5", {"Column.name.ColumnValues.Compliance": 0.5}),
    ('ColumnValues "name" not in ["eve"]', None, {"Column.name.ColumnValues.Compliance": 1}),
    ('ColumnValues "name" not in ["eve", NULL]', "NULL", {"Column.name.ColumnValues.Compliance": 0.75}),
    ('ColumnValues "name" != "ann"', "0.75", {"Column.name.ColumnValues.Compliance": 0.75}),
    ('ColumnValues "name" matches "[a-z]{3}" where "id < 4"', None, {"Column.name.ColumnValues.Compliance": 1}),
    ('ColumnValues "name" matches "a"', "0.0", {"Column.name.ColumnValues.Compliance": 0}),
    ('ColumnValues "day" > "2023-12-31"', None, {"Column.day.ColumnValues.Compliance": 1}),
    ('ColumnValues "day" < (now() - 3 days)', None, {"Column.day.ColumnValues.Compliance": 1}),
    ('ColumnLength "name" = 3 where "id < 4"', None, {"Column.name.MinimumLength": 3, "Column.name.MaximumLength": 3}),
    ('ColumnLength "name" > 2', "0.0", {"Column.name.MinimumLength": 0}),
    ('ColumnLength "name" in [0, 3]', None, {"Column.name.LengthCompliance": 1}),
    ('ColumnDataType "code" = "INTEGER" where "id < 3"', None, {"Column.code.ColumnDataType.Compliance": 1}),
    ('ColumnDataType "code" = "Integer" with threshold >= 0.5', None, {"Column.code.ColumnDataType.Compliance": 0.5}),
    ('ColumnNamesMatchPattern "[a-z]+"', None, {"Dataset.*.ColumnNamesPatternMatchRatio": 1}),
    ('CustomSql "select max(id) from primary where score < 5" = 3', None, {"Dataset.*.CustomSQL": 3}),
    ('CustomSql "select count(*) from primary" > 9', "4.0", {"Dataset.*.CustomSQL": 4}),
]


@pytest.mark.parametrize(("rule", "value", "metrics"), RULES, ids=[rule for rule, _, _ in RULES])
def test_a_rule_gives_outcome_reason_and_metrics(
    frame: DynamicFrame, rule: str, value: str | None, metrics: dict[str, float]
) -> None:
    expected = None if value is None else f"Value: {value} does not meet the constraint requirement!"
    assert outcome(frame, rule) == ("Passed" if value is None else "Failed", expected, metrics)


def test_a_column_that_is_missing_or_of_another_type_fails_the_rule(frame: DynamicFrame) -> None:
    missing = ("Failed", "Input data does not include column none!", {})
    for rule in ('ColumnExists "none"', 'IsComplete "none"', 'Mean "none" > 1', 'IsPrimaryKey "id" "none"'):
        assert outcome(frame, rule) == missing
    for rule in ('Mean "name" > 1', 'ColumnValues "name" > 1'):
        result, reason, _ = outcome(frame, rule)
        assert result == "Failed"
        assert str(reason).startswith("Expected type of column name to be one of (")
        assert str(reason).endswith("but found StringType instead!")
    result, reason, metrics = outcome(frame, 'ColumnNamesMatchPattern "[a-m]+"')
    assert (result, reason) == ("Failed", "Columns that do not match the pattern: name, score, day, code")
    assert metrics == {"Dataset.*.ColumnNamesPatternMatchRatio": pytest.approx(0.2)}


def test_composite_rules_join_outcomes_reasons_and_metrics(frame: DynamicFrame) -> None:
    bad = "Value: 4 does not meet the constraint requirement!"
    metrics = {"Dataset.*.RowCount": 4, "Column.id.Completeness": 1}
    assert outcome(frame, '(RowCount > 9) or (IsComplete "id")') == ("Passed", None, metrics)
    assert outcome(frame, '(RowCount > 9) and (IsComplete "id")') == ("Failed", bad, metrics)


def test_a_composite_rule_can_be_judged_row_by_row(frame: DynamicFrame) -> None:
    rule = '(ColumnValues "score" < 5) or (ColumnValues "name" = NULL)'
    outcomes = {}
    for method in ("COLUMN", "ROW"):
        options = {"compositeRuleEvaluation.method": method}
        found = EvaluateDataQuality().process_rows(frame, f"Rules = [ {rule} ]", QUIET, options)
        outcomes[method] = found["ruleOutcomes"].toDF().first()["Outcome"]
    assert outcomes == {"COLUMN": "Failed", "ROW": "Passed"}


def test_a_frame_without_rows_or_columns_is_evaluated(spark: SparkSession, glue_context: GlueContext) -> None:
    nothing = DynamicFrame.fromDF(spark.createDataFrame([], "struct<>"), glue_context, "nothing")
    assert outcome(nothing, "ColumnCount > 0")[0] == "Failed"
    assert outcome(nothing, "RowCount = 0") == ("Passed", None, {"Dataset.*.RowCount": 0})
    empty = DynamicFrame.fromDF(spark.createDataFrame([], SCHEMA), glue_context, "empty")
    result, reason, metrics = outcome(empty, 'IsComplete "id"')
    assert (result, metrics) == ("Failed", {})
    assert reason == "There are no values to compute Column.id.Completeness from"


def test_rows_are_told_which_rules_they_pass(frame: DynamicFrame) -> None:
    rules = [
        'IsComplete "name"',
        'IsUnique "name"',
        'ColumnValues "score" > 1 where "id <> 2"',
        "RowCount > 100",
        '(ColumnValues "id" < 4) and (IsComplete "code")',
    ]
    found = EvaluateDataQuality().process_rows(frame, f"Rules = [ {', '.join(rules)} ]", QUIET)
    assert list(found.keys()) == ["ruleOutcomes", "rowLevelOutcomes", "originalData"]
    assert found["originalData"] is frame
    rows = found["rowLevelOutcomes"].toDF().orderBy("id").collect()
    numbers = {rule: number for number, rule in enumerate(rules)}
    kinds = ("DataQualityRulesPass", "DataQualityRulesFail", "DataQualityRulesSkip")
    assert [[[numbers[rule] for rule in row[kind]] for kind in kinds] for row in rows] == [
        [[0, 1, 4], [2], [3]],
        [[0, 4], [1], [2, 3]],
        [[0, 2, 4], [1], [3]],
        [[1, 2], [0, 4], [3]],
    ]
    assert [row.DataQualityEvaluationResult for row in rows] == ["Failed"] * 4
    assert [column for column in rows[0].asDict() if not column.startswith("DataQuality")] == frame.toDF().columns
    passing = EvaluateDataQuality().process_rows(frame, 'Rules = [ IsComplete "name", RowCount > 100 ]', QUIET)
    results = passing["rowLevelOutcomes"].toDF().orderBy("id").collect()
    assert [row.DataQualityEvaluationResult for row in results] == ["Passed", "Passed", "Passed", "Failed"]


def test_a_ruleset_reads_the_rows_once_and_once_more_for_frequencies(
    spark: SparkSession, glue_context: GlueContext
) -> None:
    reads = spark.sparkContext.accumulator(0)

    def counted(number: int) -> int:
        reads.add(1)
        return number

    rows = spark.sparkContext.parallelize(range(10), 1).map(lambda n: (counted(n), "x")).toDF("id int, name string")
    frame = DynamicFrame.fromDF(rows, glue_context, "counted")
    EvaluateDataQuality.apply(frame, "Rules = [ ColumnCount > 0 ]", QUIET)  # what generated scripts evaluate
    assert reads.value == 0
    plain = 'RowCount > 1, IsComplete "id", Mean "id" > 1, ColumnValues "id" < 100, ColumnLength "name" = 1'
    EvaluateDataQuality.apply(frame, f"Rules = [ {plain} ]", QUIET)
    assert reads.value == 10
    frequencies = f'{plain}, IsUnique "id", Uniqueness "name" > 0, DistinctValuesCount "name" > 0, IsPrimaryKey "id"'
    EvaluateDataQuality.apply(frame, f"Rules = [ {frequencies} ]", QUIET)
    assert reads.value == 30
    cached = {"performanceTuning.caching": "CACHE_INPUT"}
    EvaluateDataQuality().process_rows(frame, f"Rules = [ {frequencies} ]", QUIET, cached)
    assert reads.value == 40


def test_a_view_called_primary_is_not_lost(spark: SparkSession, frame: DynamicFrame) -> None:
    spark.range(7).createOrReplaceTempView("primary")
    assert outcome(frame, 'CustomSql "select count(*) from primary" = 4')[0] == "Passed"
    assert spark.table("primary").count() == 7
    spark.catalog.dropTempView("primary")
    outcome(frame, 'CustomSql "select count(*) from primary" = 4')
    assert not spark.catalog.tableExists("primary")


def test_a_ruleset_that_cannot_be_read_says_where(frame: DynamicFrame) -> None:
    with pytest.raises(Exception, match="line 2, column 3: a column's name in double quotes was expected, not ']'"):
        EvaluateDataQuality.apply(frame, "Rules = [ IsComplete\n  ]")
    with pytest.raises(Exception, match="The rule type RowCountMatch of data quality rulesets is not supported"):
        EvaluateDataQuality.apply(frame, 'Rules = [ RowCountMatch "other" = 1 ]')


def test_results_are_published_as_the_runs(
    run: dict[str, str], glue: Any, s3: Any, frame: DynamicFrame, folder: str
) -> None:
    EvaluateDataQuality().process_rows(
        frame=frame,
        ruleset='Rules = [ RowCount > 1, IsComplete "name" ]',
        publishing_options={
            "dataQualityEvaluationContext": "node1",
            "enableDataQualityCloudWatchMetrics": True,
            "enableDataQualityResultsPublishing": True,
            "resultsS3Prefix": folder.removeprefix("s3://"),
        },
        additional_options={"dataQualityResultsPublishing.strategy": "BEST_EFFORT", "observations.scope": "ALL"},
    )
    (listed,) = glue.list_data_quality_results(Filter={"JobRunId": run["MASTIC_RUN_ID"]}, MaxResults=1)["Results"]
    result = glue.get_data_quality_result(ResultId=listed["ResultId"])
    assert (result["JobName"], result["EvaluationContext"], result["Score"]) == ("shared-spark", "node1", 0.5)
    assert [(rule["Description"], rule["Result"]) for rule in result["RuleResults"]] == [
        ("RowCount > 1", "PASS"),
        ('IsComplete "name"', "FAIL"),
    ]
    bucket, prefix = folder.removeprefix("s3://").split("/", 1)
    files = s3.list_objects_v2(Bucket=bucket, Prefix=prefix + "/")["Contents"]
    lines = [
        line for file in files for line in s3.get_object(Bucket=bucket, Key=file["Key"])["Body"].read().splitlines()
    ]
    assert [json.loads(line)["Outcome"] for line in lines] == ["Passed", "Failed"]


def test_a_role_that_may_not_publish_fails_unless_by_best_effort(platform: Any, frame: DynamicFrame) -> None:
    iam = platform.client("iam")
    denial = {"Effect": "Deny", "Action": "glue:PublishDataQuality", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [denial]})
    iam.put_role_policy(RoleName="MasticGlueRole", PolicyName="silent", PolicyDocument=policy)
    try:
        with pytest.raises(Exception, match=r"AccessDenied.*glue:PublishDataQuality"):
            EvaluateDataQuality.apply(frame, "Rules = [ RowCount > 1 ]")
        options = {"dataQualityResultsPublishing.strategy": "BEST_EFFORT"}
        found = EvaluateDataQuality().process_rows(frame, "Rules = [ RowCount > 1 ]", {}, options)
        assert found["ruleOutcomes"].count() == 1
    finally:
        iam.delete_role_policy(RoleName="MasticGlueRole", PolicyName="silent")


def test_the_example_of_the_page_runs(glue_context: GlueContext, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "data-quality.md").read_text()
    example = page.split("```python\n")[1].split("```")[0]
    names: dict[str, Any] = {}
    exec(compile(example, "data-quality.md", "exec"), names)  # noqa: S102 - it is our own text
    assert 'IsPrimaryKey "id"' in capsys.readouterr().out
    assert names["failed"] == 1
    assert sorted(row["id"] for row in names["good"].collect()) == [1, 2]


def test_every_rule_type_is_told_on_the_page(spark: SparkSession) -> None:
    page = (ROOT / "docs" / "data-quality.md").read_text()
    types = spark._jvm.io.mastic.model.quality.RuleType.values()
    assert [kind.word() for kind in types if f"`{kind.word()}" not in page] == []
