"""Rules of data quality, evaluated on frames.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-EvaluateDataQuality.html
"""

from __future__ import annotations

from typing import Any

from awsglue._collection import DynamicFrameCollection
from awsglue._options import as_json
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform

__all__ = ["EvaluateDataQuality"]


class EvaluateDataQuality(GlueTransform):
    """Evaluates a ruleset, written in DQDL, and publishes what it gave as the run's.

    `publishing_options`: `dataQualityEvaluationContext` ("default_context"), `enableDataQualityResultsPublishing`
    (True), `resultsS3Prefix` (where the outcomes are written as JSON).

    Raises `IllegalArgumentException` with line and column for a ruleset that cannot be read,
    `UnsupportedOperationException` with the name of a rule type that is not there yet.
    """

    def __call__(
        self,
        frame: DynamicFrame,
        ruleset: str,
        publishing_options: dict[str, Any] = {},  # noqa: B006
    ) -> DynamicFrame:
        """One row a rule.

        Columns: `Rule`, `Outcome` (`Passed`, `Failed`), `FailureReason`, `EvaluatedMetrics`, `EvaluatedRule`.
        """
        return self._outcomes(frame, self._evaluated(frame, ruleset, publishing_options, {}))

    def process_rows(
        self,
        frame: DynamicFrame,
        ruleset: str,
        publishing_options: dict[str, Any] = {},  # noqa: B006
        additional_options: dict[str, Any] = {},  # noqa: B006
    ) -> DynamicFrameCollection:
        """The frames `ruleOutcomes`, as `apply` gives it, `rowLevelOutcomes` and `originalData`.

        `rowLevelOutcomes` has the rows with the rules that each passes, fails or is not subject to
        (`DataQualityRulesPass`, `…Fail`, `…Skip`), and `DataQualityEvaluationResult`, `Failed` if it fails one.

        `additional_options`: `performanceTuning.caching` (`CACHE_INPUT`, `CACHE_NOTHING`),
        `compositeRuleEvaluation.method` (`COLUMN`, `ROW`), `dataQualityResultsPublishing.strategy` (with
        `BEST_EFFORT` a failure to publish is only logged).
        """
        evaluation = self._evaluated(frame, ruleset, publishing_options, additional_options)
        frames = {
            "ruleOutcomes": self._outcomes(frame, evaluation),
            "rowLevelOutcomes": DynamicFrame(evaluation.rowLevelOutcomes(), frame.glue_ctx, "rowLevelOutcomes"),
            "originalData": frame,
        }
        return DynamicFrameCollection(frames, frame.glue_ctx)

    @staticmethod
    def _evaluated(frame: DynamicFrame, ruleset: str, publishing: dict[str, Any], additional: dict[str, Any]) -> Any:
        if not isinstance(frame, DynamicFrame):
            raise TypeError(f"A DynamicFrame is needed, not {type(frame)}")
        quality = frame.glue_ctx._jvm.io.mastic.runtime.quality
        evaluation = quality.Evaluation.of(frame._jdf, ruleset, as_json(additional))
        quality.Publication.publish(evaluation, as_json(publishing), as_json(additional))
        return evaluation

    @staticmethod
    def _outcomes(frame: DynamicFrame, evaluation: Any) -> DynamicFrame:
        return DynamicFrame(evaluation.ruleOutcomes(), frame.glue_ctx, "ruleOutcomes")
