"""What counts as which kind of sensitive data."""

from __future__ import annotations

from typing import Any

import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglueml.transforms import EntityDetector, FindIncrementalMatches, FindMatches

FOUND = {
    "EMAIL": ["ada.lovelace+x@mail.example.co.uk", "write to a@b.org.", "<o'neil@example.com>"],
    "IP_ADDRESS": ["10.0.0.255", "from 192.168.1.1:8080", "2001:db8:0:0:0:ff00:42:8329", "2001:db8::1", "::1"],
    "MAC_ADDRESS": ["00:1A:2b:3c:4d:5e", "00-1a-2b-3c-4d-5e", "001a.2b3c.4d5e"],
    "CREDIT_CARD": [
        "4111111111111111",
        "4111-1111-1111-1111",
        "3782 822463 10005",
        "378282246310005",
        "5500 0000 0000 0004",
    ],
    "BANK_ACCOUNT": ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432", "123456789012"],
    "USA_SSN": ["123-45-6789", "ssn 123 45 6789.", "123456789"],
    "USA_SNN": ["123-45-6789"],
    "USA_ITIN": ["912-70-1234", "912701234"],
    "USA_HEALTH_INSURANCE_CLAIM_NUMBER": ["123-45-6789A", "123456789C1"],
    "USA_MEDICARE_BENEFICIARY_IDENTIFIER": ["1EG4-TE5-MK73", "1EG4TE5MK73"],
    "USA_NATIONAL_DRUG_CODE": ["0777-3105-02", "50580-449-10", "12345-6789-1", "00777310502"],
    "USA_NATIONAL_PROVIDER_IDENTIFIER": ["1234567893"],
    "USA_DEA_NUMBER": ["AB1234563", "F91234563"],
    "USA_PASSPORT_NUMBER": ["A12345678", "123456789"],
    "USA_HCPCS_CODE": ["J1100"],
    "USA_CPT_CODE": ["99213", "0001F"],
    "DATE": ["2023-03-24", "2023-03-24T10:05:06Z", "3/24/2023", "24.12.99", "March 24, 2023", "24 Mar 2023"],
    "PHONE_NUMBER": ["(212) 555-0123", "+1 212-555-0123", "212.555.0123", "+49 30 901820", "2125550123"],
}
NOT_FOUND = {
    "EMAIL": ["ada@", "@example.com", "ada at example.com", "ada@localhost"],
    "IP_ADDRESS": ["256.1.1.1", "1.2.3", "1.2.3.4.5", "10:05:06", "std::vector"],
    "MAC_ADDRESS": ["00:1A:2b:3c:4d", "00:1A-2b:3c-4d:5e", "00:1A:2b:3c:4d:5g"],
    "CREDIT_CARD": ["4111111111111112", "1111111111111117", "41111111111111111111111"],
    "BANK_ACCOUNT": ["DE89 3704 0044 0532 0130 01", "1234567", "123456789012345678"],
    "USA_SSN": ["000-45-6789", "666-45-6789", "123-00-6789", "123-45-0000", "123-45 6789", "1234567890"],
    "USA_ITIN": ["912-20-1234", "812-70-1234"],
    "USA_HEALTH_INSURANCE_CLAIM_NUMBER": ["123-45-6789", "000-45-6789A"],
    "USA_MEDICARE_BENEFICIARY_IDENTIFIER": ["0EG4-TE5-MK73", "1SG4-TE5-MK73"],
    "USA_NATIONAL_DRUG_CODE": ["0777-310-02", "123456789012"],
    "USA_NATIONAL_PROVIDER_IDENTIFIER": ["1234567890", "3234567893"],
    "USA_DEA_NUMBER": ["AB1234567", "IB1234563"],
    "USA_PASSPORT_NUMBER": ["AB1234567", "12345678"],
    "USA_HCPCS_CODE": ["Z1100", "J110"],
    "USA_CPT_CODE": ["9921", "0001A"],
    "DATE": ["2023-13-24", "1.2.3.4", "March 2023", "99/99/9999"],
    "PHONE_NUMBER": ["112-555-0123", "555-0123", "12345"],
}


@pytest.fixture(scope="module")
def kinds(glue_context: GlueContext) -> dict[str, set[str]]:
    """What each text has in it, each kind searched for alone."""
    texts = sorted({text for examples in (FOUND, NOT_FOUND) for found in examples.values() for text in found})
    frame = framed(glue_context, [(text,) for text in texts], "t string")
    for kind in FOUND:
        frame = EntityDetector().detect(frame, [kind], f"found {kind}")
    return {
        row["t"]: {found["entityType"] for column in row[1:] for found in column.get("t", [])}
        for row in frame.toDF().collect()
    }


def framed(glue_context: GlueContext, rows: list[tuple[str, ...]], schema: str) -> DynamicFrame:
    return DynamicFrame.fromDF(glue_context.spark_session.createDataFrame(rows, schema), glue_context, "texts")


@pytest.mark.parametrize("kind", FOUND)
def test_kind_is_found(kind: str, kinds: dict[str, set[str]]) -> None:
    assert [text for text in FOUND[kind] if kind in kinds[text]] == FOUND[kind]


@pytest.mark.parametrize("kind", NOT_FOUND)
def test_what_only_looks_like_it_is_not_found(kind: str, kinds: dict[str, set[str]]) -> None:
    assert [text for text in NOT_FOUND[kind] if kind in kinds[text]] == []


def test_bare_numbers_count_where_the_search_is_sensitive_or_the_name_says_so(glue_context: GlueContext) -> None:
    frame = framed(glue_context, [("2125550123", "2125550123", "123456789")], "Tel string, x string, ssn_1 string")
    wanted = ["PHONE_NUMBER", "USA_SSN"]
    named = {"Tel": ["PHONE_NUMBER"], "ssn_1": ["USA_SSN"]}
    assert EntityDetector().classify_columns(frame, wanted, detectionSensitivity="LOW") == named
    assert EntityDetector().classify_columns(frame, wanted) == named | {"x": ["PHONE_NUMBER"]}
    with pytest.raises(Exception, match="give HIGH or LOW"):
        EntityDetector().classify_columns(frame, wanted, detectionSensitivity="MEDIUM")


def test_everything_found_is_masked_and_nothing_else(glue_context: GlueContext) -> None:
    texts = sorted({text for found in FOUND.values() for text in found})
    rows = glue_context.spark_session.createDataFrame(
        [(text, f"no. {text} end") for text in texts], "t string, u string"
    )
    frame = DynamicFrame.fromDF(rows, glue_context, "texts")
    for row, text in zip(EntityDetector().mask_rows(frame, list(FOUND), "*").toDF().collect(), texts, strict=True):
        assert "*" in row["t"], text
        assert (row["u"][:4], row["u"][-4:]) == ("no. ", " end"), text


def test_partial_masks_hide_the_whole_of_what_is_short(glue_context: GlueContext) -> None:
    frame = framed(glue_context, [("a@b.org",)], "t string")
    detector = EntityDetector()
    assert detector.mask_rows_partially(frame, ["EMAIL"], "*", 4, 3).toDF().first()["t"] == "*******"
    assert detector.mask_rows_partially(frame, ["EMAIL"], "*", 2, 3).toDF().first()["t"] == "a@**org"
    with pytest.raises(Exception, match="matches nothing"):
        detector.mask_rows_partially(frame, ["EMAIL"], matchPattern="[a-z]*")


def test_choices_are_searched_and_nested_values_are_not(glue_context: GlueContext, s3: Any, folder: str) -> None:
    bucket, _, key = folder.removeprefix("s3://").partition("/")
    body = '{"c": "a@b.org", "s": {"x": "a@b.org"}}\n{"c": 5, "s": {"x": "y"}}'
    s3.put_object(Bucket=bucket, Key=f"{key}/rows.json", Body=body)
    frame = glue_context.create_dynamic_frame.from_options("s3", {"paths": [folder]}, "json")
    masked = EntityDetector().mask_rows(frame, ["EMAIL"], "*").toDF()
    assert [tuple(row) for row in masked.collect()] == [("*", ("a@b.org",)), ("5", ("y",))]


@pytest.mark.parametrize("kind", ["PERSON_NAME", "USA_DRIVING_LICENSE", "MY_OWN"])
def test_a_kind_without_a_pattern_is_refused_with_those_that_have_one(kind: str, glue_context: GlueContext) -> None:
    with pytest.raises(
        Exception, match=rf"{kind} cannot be detected here: no pattern tells it. What can be is \[EMAIL, "
    ):
        EntityDetector().classify_columns(framed(glue_context, [("x",)], "t string"), [kind])


@pytest.mark.parametrize("transform", [FindMatches, FindIncrementalMatches])
def test_trained_transforms_are_refused(transform: Any) -> None:
    with pytest.raises(NotImplementedError, match=f"{transform.__name__} needs a transform that was trained on AWS"):
        transform.apply(None, None, "tfm-1")
