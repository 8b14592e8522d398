"""Sensitive data, and values that are missing.

What the script of a visual job calls for the node Detect Sensitive Data, by the node's `PiiType`. `kinds` is its
`EntityTypesToDetect`, `sample` and `share` are `SampleFraction` (1.0) and `ThresholdFraction` (0.1), `sensitivity` is
`DetectionSensitivity` ("HIGH"), and `mask` is `MaskValue`, in row modes `RedactText` where that is given:

- `ColumnAudit`: `EntityDetector().audit_columns(frame, kinds, sample, share, sensitivity)`
- `ColumnMasking`: `EntityDetector().classify_columns(frame, kinds, sample, share, sensitivity)`, and of its keys
  `EntityDetector().mask_columns(frame, list(classified.keys()), mask)`
- `ColumnHashing`: the same with `EntityDetector().hash_columns(frame, list(classified.keys()))`
- `RowAudit`: `EntityDetector().detect(frame, kinds, OutputColumnName, sensitivity)`
- `RowMasking`: `EntityDetector().mask_rows(frame, kinds, mask, sensitivity)`
- `RowHashing`: `EntityDetector().hash_rows(frame, kinds, sensitivity)`
- `RowPartialMasking`: `EntityDetector().mask_rows_partially(frame, kinds, RedactChar, NumLeftCharsToExclude,
  NumRightCharsToExclude, MatchPattern, sensitivity)`

See https://docs.aws.amazon.com/glue/latest/dg/detect-PII.html
"""

from __future__ import annotations

from typing import Any

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform

__all__ = ["EntityDetector", "FillMissingValues", "FindIncrementalMatches", "FindMatches"]

_REFUSAL = (
    "{name} needs a transform that was trained on AWS, which cannot be had here: match the records by rules, with Join "
    "or SQL"
)


class EntityDetector:
    """Finds and hides sensitive data in columns of texts, whole numbers and times; what is nested is not searched.

    Kinds, as `entityTypes` lists them: `EMAIL`, `IP_ADDRESS`, `MAC_ADDRESS`, `CREDIT_CARD`, `BANK_ACCOUNT` (IBANs and
    8 to 17 digits), `DATE`, `PHONE_NUMBER` (of North America, or with a country's code), `USA_SSN` (also `USA_SNN`),
    `USA_ITIN`, `USA_PASSPORT_NUMBER`, `USA_HEALTH_INSURANCE_CLAIM_NUMBER`, `USA_MEDICARE_BENEFICIARY_IDENTIFIER`,
    `USA_NATIONAL_DRUG_CODE`, `USA_NATIONAL_PROVIDER_IDENTIFIER`, `USA_DEA_NUMBER`, `USA_HCPCS_CODE`, `USA_CPT_CODE`.
    Patterns tell them, and check digits those of cards, IBANs, providers and DEA numbers. Kinds that no pattern tells,
    such as `PERSON_NAME` and `USA_DRIVING_LICENSE`, are refused.

    `detectionSensitivity`: with "HIGH", bare digits of the right number count as a bank account, a passport, a phone
    and so on; with "LOW" only in columns whose name says so (`phone`, `ssn`).

    Every method raises `IllegalArgumentException` for a kind that cannot be detected, with those that can be.
    """

    def classify_columns(
        self,
        frame: DynamicFrame,
        entityTypes: list[str],
        sampleFraction: float = 1.0,
        thresholdFraction: float = 0.1,
        detectionSensitivity: str = "HIGH",
    ) -> dict[str, list[str]]:
        """The names of the columns that have sensitive data, each with its kinds. Runs a Spark job.

        A column has a kind if at least the share `thresholdFraction` of its rows, and one, has something of it;
        `sampleFraction` is the share of the rows that are looked at.
        """
        classified = self._columns(frame).classify(
            frame._jdf, list(entityTypes), float(sampleFraction), float(thresholdFraction), detectionSensitivity
        )
        return {name: list(kinds) for name, kinds in classified.items()}

    def audit_columns(
        self,
        frame: DynamicFrame,
        entityTypes: list[str],
        sampleFraction: float = 1.0,
        thresholdFraction: float = 0.1,
        detectionSensitivity: str = "HIGH",
    ) -> DynamicFrame:
        """What `classify_columns` finds as a frame: `columnName` and the array `entityTypes`. Ours, not Glue's."""
        return frame._next(
            self._columns(frame).audit(
                frame._jdf, list(entityTypes), float(sampleFraction), float(thresholdFraction), detectionSensitivity
            )
        )

    def mask_columns(self, frame: DynamicFrame, columns: list[str], maskValue: str) -> DynamicFrame:
        """One text in place of all values of the columns, nulls too. Ours, not Glue's."""
        return frame._next(self._columns(frame).mask(frame._jdf, list(columns), maskValue))

    def hash_columns(self, frame: DynamicFrame, columns: list[str]) -> DynamicFrame:
        """The SHA-256 of the values' texts in hexadecimal digits; null stays null. Ours, not Glue's."""
        return frame._next(self._columns(frame).hash(frame._jdf, list(columns)))

    def detect(
        self,
        frame: DynamicFrame,
        entityTypes: list[str],
        outputColumnName: str = "DetectedEntities",
        detectionSensitivity: str = "HIGH",
    ) -> DynamicFrame:
        """The rows with what is found in each: a map from columns to arrays of `entityType`, `start` and `end`.

        A column of the name is overwritten in its place.
        """
        rows = self._rows(frame)
        return frame._next(rows.detect(frame._jdf, list(entityTypes), outputColumnName, detectionSensitivity))

    def mask_rows(
        self, frame: DynamicFrame, entityTypes: list[str], maskValue: str, detectionSensitivity: str = "HIGH"
    ) -> DynamicFrame:
        """A text in place of all that is found in texts; a number or time in which something is found becomes null.

        Ours, not Glue's.
        """
        return frame._next(self._rows(frame).mask(frame._jdf, list(entityTypes), maskValue, detectionSensitivity))

    def hash_rows(
        self, frame: DynamicFrame, entityTypes: list[str], detectionSensitivity: str = "HIGH"
    ) -> DynamicFrame:
        """The SHA-256 of what is found, in hexadecimal digits in its place; otherwise as `mask_rows`."""
        return frame._next(self._rows(frame).hash(frame._jdf, list(entityTypes), detectionSensitivity))

    def mask_rows_partially(
        self,
        frame: DynamicFrame,
        entityTypes: list[str],
        redactChar: str = "*",
        numLeftCharsToExclude: int = 0,
        numRightCharsToExclude: int = 0,
        matchPattern: str = "",
        detectionSensitivity: str = "HIGH",
    ) -> DynamicFrame:
        """A letter in place of each letter of what is found, but for some at its beginning and end.

        Of these only what `matchPattern` matches, if that is given. What is not longer than the letters that are to
        stay is hidden whole. Otherwise as `mask_rows`.
        """
        masked = self._rows(frame).maskPartially(
            frame._jdf,
            list(entityTypes),
            redactChar or "*",
            int(numLeftCharsToExclude or 0),
            int(numRightCharsToExclude or 0),
            matchPattern or "",
            detectionSensitivity,
        )
        return frame._next(masked)

    @staticmethod
    def _columns(frame: DynamicFrame) -> Any:
        return frame.glue_ctx._jvm.io.mastic.runtime.sensitive.SensitiveColumns

    @staticmethod
    def _rows(frame: DynamicFrame) -> Any:
        return frame.glue_ctx._jvm.io.mastic.runtime.sensitive.SensitiveRows


class FillMissingValues(GlueTransform):
    """A column with the values of another one and, where one is missing, a value that stands for it.

    That is the mean of the present numbers, and of all else the most frequent value, of several such the smallest:
    the same in every run, where Glue trains a model. Missing are null, NaN and the empty text. The type stays: the
    mean of whole numbers is rounded half up. Without any present value nothing is put.

    `output_column` is `<column>_filled` if empty. Raises `IllegalArgumentException` for a column that is not there.
    """

    def __call__(
        self,
        frame: DynamicFrame,
        missing_values_column: str,
        output_column: str = "",
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        filled = frame._transformed("FillMissingValues", missing_values_column, output_column or "")
        return filled._checked(stageThreshold, totalThreshold)


class FindMatches(GlueTransform):
    """Is not there, as in Glue 5.0: it needs a transform that Amazon has trained. Raises `NotImplementedError`."""

    def __call__(
        self,
        frame: DynamicFrame,
        transformId: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        enforcedMatches: DynamicFrame | None = None,
        computeMatchConfidenceScores: bool = False,
    ) -> DynamicFrame:
        raise NotImplementedError(_REFUSAL.format(name=self.name()))


class FindIncrementalMatches(GlueTransform):
    """Is not there, as in Glue 5.0: it needs a transform that Amazon has trained. Raises `NotImplementedError`."""

    def __call__(
        self,
        existingFrame: DynamicFrame,
        incrementalFrame: DynamicFrame,
        transformId: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        enforcedMatches: DynamicFrame | None = None,
        computeMatchConfidenceScores: bool = False,
    ) -> DynamicFrame:
        raise NotImplementedError(_REFUSAL.format(name=self.name()))
